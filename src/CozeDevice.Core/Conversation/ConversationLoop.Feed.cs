using CozeDevice.Link;
using CozeDevice.Panel;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>The local feed: what people and programs on this board are told.</content>
public sealed partial class ConversationLoop
{
    // UTF-16 units of one text on the feed; longer ones are cut.
    private const int MaxTold = 16 * 1024;

    private readonly EventFeed _feed = new();
    private LedPattern _pattern;
    private volatile DeviceSnapshot _snapshot;

    private long AtMs => (long)_time.GetElapsedTime(0).TotalMilliseconds;

    /// <inheritdoc/>
    public DeviceSnapshot Snapshot()
    {
        DeviceSnapshot last = _snapshot;
        // Live, because the mixer thread carries a wish out a little later.
        return last with { Stats = Stats() with { Histograms = Histograms() }, Mixer = last.Mixer is null ? null : MixerNow(), Runtime = _parts.Runtime() };
    }

    /// <inheritdoc/>
    public FeedSubscription Subscribe() => _feed.Subscribe(() => new SnapshotEvent(Snapshot()) { At = AtMs });

    /// <summary>Tells every reader of the feed about a login that waits for its owner. Any thread.</summary>
    public void TellLogin(string userCode, string address, TimeSpan lifetime) =>
        _feed.Publish(new LoginEvent(userCode, address, (long)lifetime.TotalSeconds) { At = AtMs });

    private void Publish(DeviceState before, Input input)
    {
        LedPattern shown = Indicator.Show(_state, Now);
        bool relit = !ReferenceEquals(shown, _pattern);
        _pattern = shown;
        if (relit)
            Guard(() => Shown?.Invoke(shown));
        _snapshot = MakeSnapshot();
        if (before.Link != _state.Link)
            PublishLink();
        if (HasMoved(before))
        {
            TurnView view = StateNames.ViewOf(_state.Turn);
            _parts.Logger.TurnMoved(view.Turn, view.State, view.Reason);
            _feed.Publish(new TurnEvent(view) { At = AtMs });
        }
        if (relit)
            _feed.Publish(new LedEvent(new LedView(shown.Name, shown.Hex)) { At = AtMs });
        if (before.Muted != _state.Muted)
            PublishVolume();
        if (Faults(before) != Faults(_state))
            _feed.Publish(new FaultsEvent(_snapshot.Faults) { At = AtMs });
        if (input is FromLink { Notice: WireEvent wire })
            Publish(wire);
    }

    private void PublishLink()
    {
        LinkView view = StateNames.ViewOf(_state.Link);
        _parts.Logger.LinkMoved(view.State, view.Reason);
        _feed.Publish(new LinkEvent(view) { At = AtMs });
        if (_state.Link is { Code: { } code } link)
        {
            _feed.Publish(new ErrorEvent(
                code.ToString(System.Globalization.CultureInfo.InvariantCulture), link.Message ?? "", link.LogId)
            { At = AtMs });
        }
    }

    private void Publish(WireEvent wire)
    {
        // An error is worth telling even if it belongs to no turn.
        if (wire.Event is ServerError error)
        {
            string code = (error.Code ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _feed.Publish(new ErrorEvent(code, error.Message, error.LogId) { At = AtMs });
        }
        if (wire.Turn == 0 || wire.Turn != _state.Turn.Turn)
            return;
        DeviceEvent? told = wire.Event switch
        {
            Transcript transcript => new TranscriptEvent(Told(transcript.Text), transcript.Final, wire.Turn),
            SentenceStart sentence => new CaptionEvent(Told(sentence.Text)),
            MessageDelta { Text.Length: > 0 } delta => new ReplyEvent(Told(delta.Text), false, wire.Turn),
            MessageCompleted { Role: "assistant", Type: "answer" } answer => new ReplyEvent(Told(answer.Content), true, wire.Turn),
            TurnFailed failed => new ErrorEvent(
                failed.Code.ToString(System.Globalization.CultureInfo.InvariantCulture), failed.Message, failed.LogId),
            _ => null,
        };
        if (told is not null)
            _feed.Publish(told with { At = AtMs });
    }

    // A watcher that falls behind keeps a thousand of them.
    private static string Told(string text) => Protocol.JsonText.Cut(text, MaxTold);

    private static (bool, bool, bool, Audio.MicrophoneFaults) Faults(DeviceState state) =>
        (state.CaptureFault, state.PlaybackFault, state.ConfigurationFault, state.Microphone);

    private DeviceSnapshot MakeSnapshot()
    {
        bool isInHardware = _parts.Volume.IsInHardware; // once: the mixer thread may change it any time
        return new DeviceSnapshot(
            StateNames.ViewOf(_state.Link),
            StateNames.ViewOf(_state.Turn),
            new LedView(_pattern.Name, _pattern.Hex),
            _parts.Volume.PercentOn(isInHardware),
            _state.Muted,
            [.. StateNames.FaultsOf(_state), .. _panelFaults],
            new DeviceStats(new Dictionary<string, long>(_counts), _clock.Latencies))
        {
            VolumeMax = _parts.Volume.Max,
            Mixer = isInHardware ? MixerNow() : null,
        };
    }

    // Counters are live; latencies and the machine's own counts are those of the last step.
    private DeviceStats Stats()
    {
        LinkCounters link = _parts.LinkCounters;
        Audio.CaptureCounters capture = _parts.Capture.Counters;
        Audio.PlaybackCounters playback = _parts.Playback.Counters;
        Audio.PlayoutCounters playout = _parts.Playout.Counters;
        DeviceStats last = _snapshot.Stats;
        var counters = new Dictionary<string, long>(last.Counters)
        {
            ["bytes_sent"] = link.BytesSent,
            ["bytes_received"] = link.BytesReceived,
            ["frames_sent"] = link.FramesSent,
            ["deltas_received"] = link.FramesReceived,
            ["late_deltas"] = link.LateDeltas,
            ["refused_deltas"] = link.PlayoutRefused,
            ["malformed"] = link.Malformed,
            ["oversized"] = link.Oversized,
            ["binary"] = link.Binary,
            ["unknown_events"] = link.Unknown,
            ["ignored_events"] = link.Ignored,
            ["sessions"] = link.Sessions,
            ["dials"] = link.Dials,
            ["frames_captured"] = capture.FramesCaptured,
            ["frames_silenced"] = capture.FramesSilenced,
            ["capture_xruns"] = capture.Recovered.Xruns,
            ["capture_suspends"] = capture.Recovered.Suspends,
            ["capture_lost_ms"] = capture.Recovered.LostMs,
            ["capture_reopens"] = capture.Reopens,
            ["frames_played"] = playback.FramesWritten,
            ["frames_concealed"] = playback.FramesConcealed,
            ["concealed_ms"] = playback.SamplesConcealed * 1000 / Audio.AudioFormat.SampleRate,
            ["starvations"] = playback.Starvations,
            ["playback_xruns"] = playback.Recovered.Xruns,
            ["playback_suspends"] = playback.Recovered.Suspends,
            ["playback_lost_ms"] = playback.Recovered.LostMs,
            ["playback_reopens"] = playback.Reopens,
            ["prebuffer_ms"] = playback.PrebufferMs,
            ["arrival_jitter_ms"] = playout.ArrivalJitterMs,
            ["playback_releases"] = playback.Releases,
            ["decode_errors"] = playback.DecodeErrors,
        };
        if (_parts.Capture.Echo is { } echo) Describe(echo.Status, counters);
        CountTurns(counters);
        return new DeviceStats(counters, last.Latencies);
    }

    private static void Describe(Audio.EchoStatus echo, Dictionary<string, long> counters)
    {
        counters["echo_trusted"] = echo.State == Audio.EchoState.Trusted ? 1 : 0;
        counters["echo_alignments"] = echo.Alignments;
        counters["echo_resets"] = echo.Resets;
        if (echo.DelayMs is { } delay) counters["echo_delay_ms"] = (long)Math.Round(delay);
        if (echo.AttenuationDb is { } attenuation) counters["echo_attenuation_db"] = (long)Math.Round(attenuation);
        if (echo.DriftPpm is { } drift) counters["echo_drift_ppm"] = (long)Math.Round(drift);
    }
}
