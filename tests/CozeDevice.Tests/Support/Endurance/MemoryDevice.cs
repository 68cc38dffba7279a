using System.Diagnostics;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Link;
using CozeDevice.Linux.Opus;
using CozeDevice.Protocol;
using CozeDevice.Tools;
using Xunit;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>The whole agent, all real but the sound card, the clock and the network: fast enough for millions of messages and for hours
/// that pass in no time. The audio threads are stepped, time is moved. Needs a process without other work (<see cref="Alone"/>).</summary>
internal sealed class MemoryDevice : IAsyncDisposable
{
    private const double Limit = 30;
    private static readonly TimeSpan FollowUp = TimeSpan.FromSeconds(5);
    private const int FramesPerSecond = 1000 / AudioFormat.FrameMs;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConversationLoop _loop;
    private readonly LinkSupervisor _link;
    private readonly CapturePump _capture;
    private readonly PlaybackPump _playback;
    private readonly Task _running;
    private readonly Task _linkRunning;

    public MemoryDevice(Func<double> random, MemoryMode mode = MemoryMode.PushToTalk)
    {
        Mode = mode;
        var codecs = new LinuxCodecs();
        var speaker = new SpeakerActivity(Time);
        var (inbox, gate, playout, volume) = (new Inbox(), new ReplyGate(Time), new PlayoutBuffer(), new Volume(50));
        var (outbound, answers) = (new OutboundQueue(keepUtterances: !IsHandsFree), new AnswerMemory());
        _capture = new CapturePump(
            new CaptureOptions { Device = "", PreRollMs = 200, IsHandsFree = IsHandsFree, EndPauseMs = mode == MemoryMode.Taps ? 860 : 0 }, Room, codecs.CreateEncoder(AudioCodec.Pcm), outbound,
            inbox.Audio, new WarmUpDevices.Pacer(Time), Time, Log.For<CapturePump>())
        {
            HalfDuplex = new HalfDuplexGate(HalfDuplexMode.Auto, speaker, static () => false, Time),
        };
        _playback = new PlaybackPump(
            new PlaybackOptions { Device = "" }, Room, codecs, playout, volume, inbox.Audio, new WarmUpDevices.Pacer(Time),
            Time, Log.For<PlaybackPump>())
        {
            Activity = speaker,
        };
        var settings = new LinkSettings { Endpoint = new Uri("wss://127.0.0.1/v1/chat"), Chat = new ChatConfig { TurnDetection = Detection(mode) } };
        _link = new LinkSupervisor(
            settings, Service, Service,
            new LinkParts(outbound, playout, gate, inbox.Link, Counters, Time, Log.CreateLogger("link"), answers), random);
        _loop = new ConversationLoop(
            new ConversationParts
            {
                Inbox = inbox,
                Gate = gate,
                Outbound = outbound,
                Playout = playout,
                Answers = answers,
                Capture = _capture,
                Playback = _playback,
                Volume = volume,
                Link = _link,
                LinkCounters = Counters,
                Tools = new DeviceTools(new Dictionary<string, DeviceTool> { ["set_volume"] = new(new ToolDefinition("set_volume", "Takes its time.", []), SetVolumeAsync) }, Time),
                AnswerCommands = AnswerCommandMode.Run,
                Prompts = PromptLibrary.Melodies,
                Settings = new MachineSettings(IsHandsFree ? TurnMode.ServerVad : TurnMode.PushToTalk, PromptLibrary.Melodies.Length)
                {
                    Tap = mode == MemoryMode.Taps ? TapMode.Talk : TapMode.Stop,
                    FollowUp = mode == MemoryMode.Taps ? FollowUp : TimeSpan.Zero,
                },
                Time = Time,
                Logger = Log.For<ConversationLoop>(),
            },
            muted: false);
        _running = _loop.RunAsync(_stop.Token);
        _linkRunning = _link.RunAsync(_stop.Token);
    }

    public MemoryMode Mode { get; }

    public bool IsHandsFree => Mode is MemoryMode.HandsFree or MemoryMode.Keywords;

    public MemoryRoom Room { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public ErrorLog Log { get; } = new();

    public LinkCounters Counters { get; } = new();

    public MemoryService Service { get; } = new();

    public DeviceSnapshot Now => _loop.Snapshot();

    public string Turn => Now.Turn.State;

    public bool IsOnline => Now.Link.State == "online";

    /// <summary>Carries out a command, and everything that follows from it.</summary>
    public async Task<CommandResult> DoAsync(DeviceCommand command)
    {
        CommandResult result = await _loop.ExecuteAsync(command, CancellationToken.None).AsTask().Within(Limit, command.ToString());
        Settle();
        return result;
    }

    /// <summary>Waits until nothing happens any more: nothing in this device waits for anything real, so a pool without work is
    /// rest. Time that moved before would overtake what was still on its way.</summary>
    public static void Settle()
    {
        long start = Stopwatch.GetTimestamp();
        while (ThreadPool.PendingWorkItemCount > 0 || Busy() > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < Limit, "the device does not come to rest");
            Thread.Yield();
        }
    }

    /// <summary>The network says that something changed.</summary>
    public void Hint() => _link.Hurry();

    /// <summary>Steps both audio threads.</summary>
    public void Step(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            _capture.Step();
            _playback.Step();
        }
    }

    /// <summary>Lets time pass with the audio threads running, and what falls due on the way happen.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        Step(Math.Clamp((int)(time.TotalSeconds * FramesPerSecond), 1, FramesPerSecond));
        Settle();
        await Task.Yield();
    }

    /// <summary>Lets time pass until something is true.</summary>
    /// <returns>How long it took on the clock of the device.</returns>
    /// <exception cref="TimeoutException">It took longer than <paramref name="most"/>.</exception>
    public async Task<TimeSpan> UntilAsync(Func<bool> isTrue, TimeSpan step, TimeSpan most, string what)
    {
        TimeSpan start = Time.Now;
        Settle();
        while (!isTrue())
        {
            if (Time.Now - start > most)
                throw new TimeoutException($"not within {most}: {what}; {Now.Link} {Now.Turn} {string.Join(' ', Now.Stats.Counters)}");
            await PassAsync(step);
        }
        return Time.Now - start;
    }

    /// <summary>One spoken question with a healthy service: heard whole, answered, ready again.</summary>
    public Task SpeakAsync() => Mode switch
    {
        MemoryMode.PushToTalk => HoldAsync(),
        MemoryMode.Taps => TapAsync(),
        _ => TalkAsync(),
    };

    private async Task HoldAsync()
    {
        int before = Service.Completes;
        await DoAsync(new PressCommand());
        Assert.Equal("listening", Turn);
        Step(30);
        await PassAsync(TimeSpan.FromMilliseconds(400));
        await DoAsync(new ReleaseCommand());
        await UntilAsync(() => Service.Completes > before, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(8), "the utterance");
        int frames = Service.LastUtterance;
        Assert.True(frames >= 30, $"only {frames} frames came");
        await UntilAsync(() => Turn == "ready", TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5), "the end of the answer");
        Assert.Null(Now.Turn.Reason);
    }

    // A pause ends it, and behind the answer nobody says anything more.
    private async Task TapAsync()
    {
        int before = Service.Completes;
        Room.HasVoice = false;
        for (int seconds = 0; seconds < 4; seconds++) // what the room is like
            await PassAsync(TimeSpan.FromSeconds(1));
        await DoAsync(new TapCommand());
        Assert.Equal("listening", Turn);
        Room.HasVoice = true;
        await PassAsync(TimeSpan.FromMilliseconds(600));
        Room.HasVoice = false;
        await UntilAsync(() => Service.Completes > before, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2), "the utterance");
        Assert.True(Service.LastUtterance >= 30, $"only {Service.LastUtterance} frames came");
        await UntilAsync(() => Turn == "listening", TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5), "the end of the answer");
        await UntilAsync(() => Turn == "ready", TimeSpan.FromMilliseconds(100), FollowUp + TimeSpan.FromSeconds(2), "the end of the waiting");
        Assert.Equal("nothing_heard", Now.Turn.Reason);
        Room.HasVoice = true;
    }

    // The service hears an endless stream and says the rest.
    private async Task TalkAsync()
    {
        int before = Service.Appends;
        Step(30);
        await PassAsync(TimeSpan.FromMilliseconds(20));
        Assert.True(Service.Appends >= before + 30, $"only {Service.Appends - before} frames came");
        Service.HearVoice();
        Settle();
        Assert.Equal("listening", Turn);
        await PassAsync(TimeSpan.FromMilliseconds(400));
        Service.HearPause();
        await UntilAsync(() => Turn == "ready", TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5), "the end of the answer");
        Assert.Null(Now.Turn.Reason);
    }

    private static TurnDetectionConfig? Detection(MemoryMode mode) => mode switch
    {
        MemoryMode.HandsFree => new() { Type = TurnDetectionConfig.ServerVad },
        MemoryMode.Keywords => new()
        {
            Type = TurnDetectionConfig.ServerVad,
            Interrupt = new() { Mode = InterruptConfig.KeywordContains, Keywords = ["stop it"] },
        },
        _ => null,
    };

    // A tool that takes its time.
    private async ValueTask<string> SetVolumeAsync(System.Text.Json.JsonElement arguments, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), Time, cancellationToken);
        return "{}";
    }

    // Workers of the pool at work, this one not counted.
    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int idle, out _);
        return most - idle - (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        // The clock stands still: whatever waits for a limit gets it.
        while (!_linkRunning.IsCompleted)
        {
            Time.AdvanceToNextTimer();
            await Task.WhenAny(_linkRunning, Task.Delay(1));
        }
        await Task.WhenAll(_running, _linkRunning).Within(Limit);
        _loop.Dispose();
        _capture.Dispose();
        _playback.Dispose();
        Service.Dispose();
        _stop.Dispose();
    }
}
