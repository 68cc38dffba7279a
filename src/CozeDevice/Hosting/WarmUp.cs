using System.Buffers;
using System.Text.Json;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Control;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Linux.Opus;
using CozeDevice.Metrics;
using CozeDevice.Options;
using CozeDevice.Tools;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Hosting;

/// <summary>Rehearses two turns in memory before the service says that it is ready, so that the first press does not wait for the
/// compiler: encoder, pre-roll, queues, JSON both ways, decoder, volume, playout, machine and feed, all the real classes, on
/// parts of their own between a microphone, a speaker, a clock and a service that are not there.</summary>
internal sealed class WarmUp : IDisposable
{
    private const int PressFrames = 60; // more than 30: hot methods are compiled again, better, in the background
    private const int StepFrames = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10); // a slow board may need seconds

    private readonly WarmUpClock _clock = new();
    private readonly CapturePump _capture;
    private readonly PlaybackPump _playback;
    private readonly LinkSupervisor _link;
    private readonly ConversationLoop _loop;
    private readonly DeviceMetrics _metrics = new(); // measures what is compiled on the way, and is thrown away
    private readonly FeedSubscription _feed;
    private readonly ArrayBufferWriter<byte> _line = new();
    private (string Link, string Turn) _seen = ("", "");

    private WarmUp(DeviceOptions options)
    {
        var codecs = new LinuxCodecs();
        var (devices, log) = (new WarmUpDevices(), NullLogger.Instance);
        var (inbox, gate, playout, volume) = (new Inbox(), new ReplyGate(_clock), new PlayoutBuffer(), new Volume(50));
        var (outbound, counters) = (new OutboundQueue(keepUtterances: true), new LinkCounters());
        _capture = new CapturePump(
            new CaptureOptions { Device = "", PreRollMs = options.Audio.PreRollMs }, devices,
            codecs.CreateEncoder(options.Audio.Codec), outbound, inbox.Audio, new WarmUpDevices.Pacer(_clock), _clock,
            NullLogger<CapturePump>.Instance);
        _playback = new PlaybackPump(
            new PlaybackOptions { Device = "" }, devices, codecs, playout, volume, inbox.Audio,
            new WarmUpDevices.Pacer(_clock), _clock, NullLogger<PlaybackPump>.Instance);
        _link = new LinkSupervisor(
            ChatSettings.LinkOf(options), new WarmUpSocket(ChatSettings.FormatOf(options.Audio.Codec)), new NoToken(),
            new LinkParts(outbound, playout, gate, inbox.Link, counters, _clock, log), static () => 0.5);
        _loop = new ConversationLoop(
            new ConversationParts
            {
                Inbox = inbox,
                Gate = gate,
                Outbound = outbound,
                Playout = playout,
                Capture = _capture,
                Playback = _playback,
                Volume = volume,
                Link = _link,
                LinkCounters = counters,
                Tools = new DeviceTools(new Dictionary<string, DeviceTool>(), _clock),
                Prompts = PromptLibrary.Melodies,
                Settings = new MachineSettings(TurnMode.PushToTalk, PromptLibrary.Melodies.Length),
                Metrics = _metrics,
                Time = _clock,
                Logger = log,
            },
            muted: false);
        _feed = _loop.Subscribe();
    }

    /// <summary>Rehearses. Never fails: what was not reached is compiled when it is needed.</summary>
    /// <param name="options">The configuration: codec and pre-roll count.</param>
    /// <param name="logger">Told how long it took.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task RunAsync(DeviceOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var rehearsal = new WarmUp(options);
            await rehearsal.PlayAsync(limit.Token);
            HostingLog.WarmedUp(logger, (long)TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception failure)
        {
            HostingLog.NotWarmedUp(logger, failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _feed.Dispose();
        _loop.Dispose();
        _capture.Dispose();
        _playback.Dispose();
        _metrics.Dispose();
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = Task.WhenAll(_loop.RunAsync(stop.Token), _link.RunAsync(stop.Token));
        try
        {
            await UntilAsync(() => _seen.Link == "online", cancellationToken);
            Step(PressFrames);
            await SpeakAsync(cancellationToken);
            await UntilAsync(() => _seen.Turn == "ready", cancellationToken);
            await SpeakAsync(cancellationToken);
            // Into the answer: what is heard is dropped, the chat is canceled.
            await _loop.ExecuteAsync(new TapCommand(), cancellationToken);
            await UntilAsync(() => _seen.Turn == "ready", cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private async Task SpeakAsync(CancellationToken cancellationToken)
    {
        await _loop.ExecuteAsync(new PressCommand(), cancellationToken);
        await UntilAsync(() => _seen.Turn == "listening", cancellationToken);
        Step(PressFrames);
        _clock.Advance(TurnRules.MinHold);
        await _loop.ExecuteAsync(new ReleaseCommand(), cancellationToken);
        await UntilAsync(() => _seen.Turn is "speaking" or "ready", cancellationToken);
    }

    private async Task UntilAsync(Func<bool> isReached, CancellationToken cancellationToken)
    {
        while (!isReached())
        {
            if (_feed.Events.TryRead(out DeviceEvent? next))
            {
                See(next);
                continue;
            }
            Step(StepFrames);
            await Task.Delay(1, cancellationToken);
        }
    }

    // Both pumps, as their threads would.
    private void Step(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            _capture.Step();
            _playback.Step();
        }
    }

    // Every event also becomes the line a watcher would get.
    private void See(DeviceEvent next)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, FeedWriter.Options)) FeedWriter.WriteEvent(json, next);
        _seen = next switch
        {
            SnapshotEvent snapshot => (snapshot.State.Link.State, snapshot.State.Turn.State),
            LinkEvent link => (link.Link.State, _seen.Turn),
            TurnEvent turn => (_seen.Link, turn.Turn.State),
            _ => _seen,
        };
    }

    private sealed class NoToken : ITokenSource
    {
        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult("");

        public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken) => ValueTask.FromResult(false);
    }
}
