using System.Diagnostics.Metrics;
using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;

namespace CozeDevice.Metrics;

/// <content>Instruments that read what is counted elsewhere, each time somebody collects.</content>
public sealed partial class DeviceMetrics
{
    private const string Stalled = "stalled_replies";
    private const double MillisecondsPerSecond = 1_000;

    // What the machine counts and nobody hopes for.
    private static readonly string[] IncidentNames =
        ["dead_sessions", "dead_utterances", "start_timeouts", "stuck_playouts", "tool_timeouts", "unanswered_turns"];

    /// <summary>Observes the parts of the device. Once.</summary>
    /// <param name="parts">Where things are counted.</param>
    /// <param name="snapshot">The state; asked on the collecting thread.</param>
    internal void Observe(ConversationParts parts, Func<DeviceSnapshot> snapshot)
    {
        ObserveLink(parts.LinkCounters);
        ObserveSound(parts);
        Count("cozedevice.turns", "{turn}", "Turns by how they ended.", Turns.Measure);
        Count("cozedevice.tool.calls", "{call}", "Calls of device tools.", Tools.Measure);
        Count(
            "cozedevice.playout.stalled_replies", "{reply}", "Answers given up because nothing more came.",
            () => [new(snapshot().Stats.Counters.GetValueOrDefault(Stalled))]);
        Count("cozedevice.incidents", "{incident}", "What else went wrong in a turn.", () => Incidents(snapshot()));
        State("cozedevice.link.state", "1 for the state of the link, 0 for the others.", () =>
            States(MetricNames.LinkState, StateNames.OfLinks, snapshot().Link.State));
        State("cozedevice.turn.state", "1 for the phase of the turn, 0 for the others.", () =>
            States(MetricNames.TurnState, StateNames.OfTurns, snapshot().Turn.State));
        State("cozedevice.faults", "1 for each part that does not work.", () => Faults(snapshot().Faults));
    }

    private void ObserveLink(LinkCounters link)
    {
        Count("cozedevice.link.bytes", "By", "Bytes of messages on the socket, without its framing and TLS.", () =>
            Pair(MetricNames.Way, "transmit", link.BytesSent, "receive", link.BytesReceived));
        Count("cozedevice.link.frames", "{frame}", "Audio frames on the socket.", () =>
            Pair(MetricNames.Way, "transmit", link.FramesSent, "receive", link.FramesReceived));
        Count("cozedevice.link.sessions", "{session}", "Sessions that came online.", () => [new(link.Sessions)]);
        Count("cozedevice.link.late_deltas", "{delta}", "Audio of an older turn, dropped.", () => [new(link.LateDeltas)]);
        Count("cozedevice.link.dropped_messages", "{message}", "Messages that could not be used.", () =>
        [
            .. Pair(MetricNames.Error, "malformed", link.Malformed, "oversized", link.Oversized),
            .. Pair(MetricNames.Error, "binary", link.Binary, "unknown", link.Unknown),
            .. Pair(MetricNames.Error, "ignored", link.Ignored, "refused", link.PlayoutRefused),
        ]);
    }

    private void ObserveSound(ConversationParts parts)
    {
        (CapturePump capture, PlaybackPump playback) = (parts.Capture, parts.Playback);
        Count("cozedevice.audio.frames", "{frame}", "Frames of 20 ms the sound devices gave and took.", () =>
            BySide(capture.Counters.FramesCaptured, playback.Counters.FramesWritten));
        Count("cozedevice.audio.xruns", "{xrun}", "Times a sound device was not served in time.", () =>
            BySide(capture.Counters.Recovered.Xruns, playback.Counters.Recovered.Xruns));
        _meter.CreateObservableCounter<double>("cozedevice.audio.lost", () =>
        [
            new(capture.Counters.Recovered.LostMs / MillisecondsPerSecond, Word(MetricNames.Sound, "capture")),
            new(playback.Counters.Recovered.LostMs / MillisecondsPerSecond, Word(MetricNames.Sound, "playback")),
        ], MetricNames.Seconds, "Sound that was lost at a device.");
        Count("cozedevice.audio.reopens", "{reopen}", "Times a lost sound device came back.", () =>
            BySide(capture.Counters.Reopens, playback.Counters.Reopens));
        Count("cozedevice.playout.starvations", "{starvation}", "Times an answer ran empty and went on later.", () =>
            [new(playback.Counters.Starvations)]);
        Count("cozedevice.playout.frames_concealed", "{frame}", "Frames made up because an answer was late.", () =>
            [new(playback.Counters.FramesConcealed)]);
    }

    private void Count(string name, string unit, string description, Func<IEnumerable<Measurement<long>>> observe) =>
        _meter.CreateObservableCounter(name, observe, unit, description);

    private void State(string name, string description, Func<IEnumerable<Measurement<int>>> observe) =>
        _meter.CreateObservableUpDownCounter(name, observe, "1", description);

    private static Measurement<long>[] BySide(long capture, long playback) =>
        Pair(MetricNames.Sound, "capture", capture, "playback", playback);

    private static Measurement<long>[] Pair(string attribute, string first, long one, string second, long other) =>
    [
        new(one, Word(attribute, first)),
        new(other, Word(attribute, second)),
    ];

    private static Measurement<long>[] Incidents(DeviceSnapshot snapshot)
    {
        var incidents = new Measurement<long>[IncidentNames.Length];
        for (int i = 0; i < incidents.Length; i++)
        {
            incidents[i] = new(
                snapshot.Stats.Counters.GetValueOrDefault(IncidentNames[i]), Word(MetricNames.Incident, IncidentNames[i]));
        }
        return incidents;
    }

    private static KeyValuePair<string, object?> Word(string attribute, string word) => new(attribute, word);

    // All of them, so that a state that is over is seen to be over.
    private static Measurement<int>[] States(string attribute, IReadOnlyList<string> all, string now)
    {
        var states = new Measurement<int>[all.Count];
        for (int i = 0; i < states.Length; i++)
            states[i] = new(all[i] == now ? 1 : 0, Word(attribute, all[i]));
        return states;
    }

    private static Measurement<int>[] Faults(IReadOnlyList<string> faults)
    {
        var present = new Measurement<int>[faults.Count];
        for (int i = 0; i < present.Length; i++)
            present[i] = new(1, Word(MetricNames.Fault, faults[i]));
        return present;
    }
}
