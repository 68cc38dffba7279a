using System.Net.WebSockets;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Linux.Opus;
using CozeDevice.Metrics;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using CozeDevice.Tests.Support.Link;
using CozeDevice.Tools;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace CozeDevice.Tests.Conversation;

/// <summary>The dispatcher between real queues, fake audio devices and a link that never gets through.</summary>
internal sealed class LoopBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;
    private Task _linkRunning = Task.CompletedTask;

    /// <param name="promptLength">How long each local sound is.</param>
    /// <param name="muted">Whether it starts muted.</param>
    /// <param name="volume">The volume, or null for 70 %.</param>
    /// <param name="dialer">Makes what dials and gives the tokens, or null for a link that never gets through.</param>
    /// <param name="conversation">The conversation to go on with.</param>
    public LoopBench(
        Func<PromptReason, TimeSpan>? promptLength = null, bool muted = false, Volume? volume = null,
        Func<TimeProvider, ScriptedDialer>? dialer = null, string? conversation = null)
    {
        var gate = new ReplyGate(Time);
        var playout = new PlayoutBuffer();
        Volume = volume ??= new Volume(70);
        Mixers.Mixers.Enqueue(Mixer);
        MixerPump = new MixerPump(
            new MixerOptions("speaker", "auto"), Mixers, volume, Inbox.Audio, new ManualPacer(), Log.For<MixerPump>());
        OutboundQueue outbound = Outbound;
        var counters = new LinkCounters();
        Capture = new CapturePump(
            new CaptureOptions { Device = "mic", PreRollMs = 0 }, Devices, new PcmEncoder(), outbound, Inbox.Audio,
            new ManualPacer(), Time, NullLogger<CapturePump>.Instance);
        Playback = new PlaybackPump(
            new PlaybackOptions { Device = "speaker", IdleRelease = TimeSpan.FromSeconds(10) }, Devices, new LinuxCodecs(), playout, volume, Inbox.Audio,
            new ManualPacer(), Time, NullLogger<PlaybackPump>.Instance);
        IChatDialer never = Substitute.For<IChatDialer>();
        never.DialAsync(default!, default!, default).ReturnsForAnyArgs(new TaskCompletionSource<WebSocket>().Task);
        ScriptedDialer? scripted = dialer?.Invoke(Time);
        var settings = new LinkSettings
        {
            Endpoint = new Uri("wss://127.0.0.1/v1/chat"),
            Chat = new ChatConfig { Conversation = new ConversationConfig { ConversationId = conversation } },
        };
        var link = new LinkParts(outbound, playout, gate, Inbox.Link, counters, Time, NullLogger.Instance);
        Link = new LinkSupervisor(
            settings, scripted ?? never, scripted ?? Substitute.For<ITokenSource>(), link, static () => 0.5);
        Loop = new ConversationLoop(
            new ConversationParts
            {
                Inbox = Inbox,
                Gate = gate,
                Outbound = outbound,
                Playout = playout,
                Capture = Capture,
                Playback = Playback,
                Volume = volume,
                Mixer = MixerPump,
                Link = Link,
                LinkCounters = counters,
                Tools = new DeviceTools(new Dictionary<string, DeviceTool>(), Time),
                Prompts = PromptLibrary.Melodies,
                Settings = new MachineSettings(TurnMode.PushToTalk, promptLength ?? PromptLibrary.Melodies.Length),
                Metrics = Metrics,
                Time = Time,
                Logger = Log.For<ConversationLoop>(),
            },
            muted);
    }

    public ManualTimeProvider Time { get; } = new();

    public DeviceMetrics Metrics { get; } = new("test");

    public TestLog Log { get; } = new();

    public Inbox Inbox { get; } = new();

    public FakeDevices Devices { get; } = new();

    public CapturePump Capture { get; }

    public PlaybackPump Playback { get; }

    public Volume Volume { get; }

    /// <summary>The card's mixer, once a test lets the pump find it.</summary>
    public FakeMixer Mixer { get; } = new();

    public FakeMixers Mixers { get; } = new();

    /// <summary>Has no thread: a test steps it.</summary>
    public MixerPump MixerPump { get; }

    public OutboundQueue Outbound { get; } = new(keepUtterances: true);

    /// <summary>Dials nobody before <see cref="StartLink"/>.</summary>
    public LinkSupervisor Link { get; }

    public ConversationLoop Loop { get; }

    public string Turn => Loop.Snapshot().Turn.State;

    public void Start() => _running = Loop.RunAsync(_stop.Token);

    public void StartLink() => _linkRunning = Link.RunAsync(_stop.Token);

    public Task<CommandResult> Do(DeviceCommand command)
    {
        if (_running is null) Start();
        return Loop.ExecuteAsync(command, CancellationToken.None).Within(5);
    }

    /// <summary>Waits until everything that was written before is done, deadlines armed.</summary>
    public async Task Settle()
    {
        for (int i = 0; i < 2; i++) await Do(new VolumeStepCommand(0));
    }

    /// <summary>Lets time pass, and what falls due on the way happen.</summary>
    public async Task Pass(int milliseconds)
    {
        await Settle();
        Time.Advance(milliseconds);
        await Settle();
    }

    public async Task Online()
    {
        Inbox.Link.TryWrite(new LinkChanged(new LinkStatus(LinkState.Online)));
        await Settle();
    }

    /// <summary>What the subscription holds by now.</summary>
    public static List<DeviceEvent> Take(FeedSubscription feed)
    {
        List<DeviceEvent> events = [];
        while (feed.Events.TryRead(out DeviceEvent? told)) events.Add(told);
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null) await _running.Within(5);
        // The clock stands still: whatever waits for a limit gets it.
        while (!_linkRunning.IsCompleted)
        {
            Time.AdvanceToNextTimer();
            await Task.WhenAny(_linkRunning, Task.Delay(5));
        }
        await _linkRunning.Within(5);
        Loop.Dispose();
        Capture.Dispose();
        Playback.Dispose();
        MixerPump.Dispose();
        Metrics.Dispose();
        _stop.Dispose();
        Log.Dispose();
    }
}
