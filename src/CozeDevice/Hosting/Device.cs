using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Linux.Alsa;
using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Linux.Opus;
using CozeDevice.Linux.Posix;
using CozeDevice.Linux.Speex;
using CozeDevice.Metrics;
using CozeDevice.Options;
using CozeDevice.Panel;
using CozeDevice.Tools;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>The composition root: every part of the agent, in reading order, and the order in which it stops.</summary>
internal sealed class Device : IDisposable
{
    private const int RealtimePriority = 20;
    private const string EchoFault = "echo_clocks";

    private readonly CozeDialer _dialer;
    private readonly ToolBox _tools = new();
    private readonly NetworkNews? _network;
    private readonly RealtimeThreads _threads;
    private readonly ButtonPanel _panel;
    private readonly ContactLoop _contacts;

    /// <summary>Wires everything; nothing runs yet.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="tokens">Where the token comes from.</param>
    /// <param name="start">What was remembered.</param>
    /// <param name="logs">Logs.</param>
    /// <param name="time">The clock of everything.</param>
    /// <param name="sound">The sound devices, or null for those of the machine.</param>
    /// <param name="isCancellerTrusted">Whether an echo canceller takes the own voice out of each frame, or null for none.</param>
    /// <exception cref="CodecException">The configured codec is not available on this machine.</exception>
    /// <exception cref="EchoFilterException">The configured echo canceller is not.</exception>
    public Device(DeviceOptions options, ITokenSource tokens, DeviceStart start, ILoggerFactory logs, TimeProvider time,
        IAudioDevices? sound = null, Func<bool>? isCancellerTrusted = null)
    {
        _threads = new RealtimeThreads(RealtimePriority, logs.CreateLogger<RealtimeThreads>());
        var codecs = new LinuxCodecs();
        IFrameEncoder encoder = codecs.CreateEncoder(options.Audio.Codec);
        IAudioDevices devices = sound ?? SoundDevices.Create(time, logs);
        var inbox = new Inbox();
        var gate = new ReplyGate(time);
        var playout = new PlayoutBuffer();
        var volume = new Volume(start.Volume, options.Audio.MaxVolume);
        var outbound = new OutboundQueue(keepUtterances: options.Turn.Mode == TurnMode.PushToTalk);

        PromptLibrary prompts = Prompts = new PromptLibrary(
            PromptPlaces.For(options.Prompts.Directory, options.Prompts.Language, AppContext.BaseDirectory),
            logs.CreateLogger("CozeDevice.Conversation"));

        if (options.Audio.Echo is { } echo && HasEcho(options))
            Echo = new EchoCanceller(echo, SpeexEchoFilter.Create(echo.TailMs), time, logs.CreateLogger<EchoCanceller>());

        var speaker = new SpeakerActivity(time);
        var halfDuplex = new HalfDuplexGate(
            options.Turn.HalfDuplex, speaker, isCancellerTrusted ?? (() => Echo is { IsTrusted: true }), time);
        Capture = new CapturePump(
            new CaptureOptions
            {
                Device = options.Audio.Capture,
                PreRollMs = options.Audio.PreRollMs,
                IsHandsFree = options.Turn.Mode == TurnMode.ServerVad,
                EndPauseMs = options.Turn.FindsEnds ? options.Turn.EndPauseMs : 0,
            },
            devices, encoder, outbound, inbox.Audio, new SystemPacer(time), time, logs.CreateLogger<CapturePump>())
        {
            HalfDuplex = halfDuplex,
            Echo = Echo,
        };
        Playback = new PlaybackPump(
            new PlaybackOptions
            {
                Device = options.Audio.Playback,
                PrebufferMs = options.Audio.PrebufferMs,
                IdleRelease = Echo is null ? TimeSpan.FromSeconds(options.Audio.IdleReleaseSeconds) : TimeSpan.Zero,
                Expected = ChatSettings.FormatOf(options.Audio.Codec),
            },
            devices, codecs, playout, volume, inbox.Audio, new SystemPacer(time), time, logs.CreateLogger<PlaybackPump>())
        {
            Activity = speaker,
            Echo = Echo,
        };

        if (HasMixer(options.Audio))
        {
            Mixer = new MixerPump(
                new MixerOptions(options.Audio.Playback, options.Audio.Mixer), new AlsaMixers(logs.CreateLogger<AlsaMixers>()), volume,
                inbox.Audio, new SystemPacer(time), logs.CreateLogger<MixerPump>());
        }

        _dialer = new CozeDialer(UserAgent.Text, ServiceHttp.Authorities(options.Coze.CaFile), time) { BuiltAt = BuildTime.Read() };
        var counters = new LinkCounters();
        var answers = new AnswerMemory();
        LinkParts parts = LinkParts = new LinkParts(
            outbound, playout, gate, inbox.Link, counters, time, logs.CreateLogger("CozeDevice.Link"), answers);
        LinkSettings settings = ChatSettings.LinkOf(options, start.ConversationId);
        Link = new LinkSupervisor(settings, _dialer, tokens, parts, Random.Shared.NextDouble);
        _network = NetworkNews.Listen(Link, _dialer, time, logs.CreateLogger("CozeDevice.Link"));

        Metrics = new DeviceMetrics(UserAgent.Version);
        Loop = new ConversationLoop(
            new ConversationParts
            {
                Inbox = inbox,
                Gate = gate,
                Outbound = outbound,
                Playout = playout,
                Answers = answers,
                Capture = Capture,
                Playback = Playback,
                Volume = volume,
                Mixer = Mixer,
                Link = Link,
                LinkCounters = counters,
                Tools = new DeviceTools(_tools.Tools, time),
                AnswerCommands = options.Tools.AnswerCommands,
                Prompts = prompts,
                Settings = new MachineSettings(options.Turn.Mode, prompts.Length)
                {
                    ClearAfterIdle = options.Turn.ClearAfterIdle,
                    Tap = options.Turn.Tap,
                    FollowUp = options.Turn.FollowUp,
                },
                Runtime = () => new RuntimeView(_threads.Scheduling, NameOf(Memory)),
                Metrics = Metrics,
                Time = time,
                Logger = logs.CreateLogger("CozeDevice.Conversation"),
            },
            start.Muted);
        if (Echo is not null) Echo.RefusalChanged = isRefused => Loop.Report(EchoFault, isRefused);
        _tools.Fill(options.Tools, Loop, time);

        _panel = new ButtonPanel(Loop, Loop.Report, time, logs.CreateLogger<ButtonPanel>());
        _contacts = new ContactLoop(GpioFinder.Devices, PollCalls.Kernel, time, logs.CreateLogger<ContactLoop>());
        PanelButtons.Add(options, _panel, _contacts, time);
        if (options.Led.Kind != LedKind.None)
        {
            Led = new LedPlayer(
                () => LedOpener.Open(options.Led, time), options.Led.Light, time, logs.CreateLogger<LedPlayer>())
            {
                IsOptional = options.Led.IsDefault,
                Level = () => Capture.Counters.Level.RmsDb,
                HealthChanged = works => Loop.Report("led", !works),
            };
            Loop.Shown += Led.Play;
        }
    }

    /// <summary>The dispatcher, and the device as others see it.</summary>
    public ConversationLoop Loop { get; }

    /// <summary>The link.</summary>
    public LinkSupervisor Link { get; }

    /// <summary>What every session of the link stands between.</summary>
    public LinkParts LinkParts { get; }

    /// <summary>What it says by itself.</summary>
    public PromptLibrary Prompts { get; }

    /// <summary>The microphone.</summary>
    public CapturePump Capture { get; }

    /// <summary>The speaker.</summary>
    public PlaybackPump Playback { get; }

    /// <summary>What takes the own voice out of the microphone, or null when nothing does.</summary>
    public EchoCanceller? Echo { get; }

    /// <summary>The card's mixer, or null where the speaker has none by its nature or by configuration.</summary>
    public MixerPump? Mixer { get; }

    /// <summary>What is measured.</summary>
    public DeviceMetrics Metrics { get; }

    /// <summary>Whether the memory of the process is locked, for people to see.</summary>
    public MemoryLockOutcome Memory { get; set; }

    /// <summary>The LED, or null when there is none.</summary>
    public LedPlayer? Led { get; }

    /// <summary>Runs until cancelled, or until a part that must not end has ended.</summary>
    /// <exception cref="Exception">What ended that part.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Playback.Start(_threads);
        Capture.Start(_threads);
        Mixer?.Start(new PlainThreads()); // a slow driver behind it must not hold up the audio threads
        Task loop = Loop.RunAsync(ending.Token);
        Task link = Link.RunAsync(ending.Token);
        // Last: a press finds everything else running.
        if (_contacts.HasContacts)
            _contacts.Start();
        List<Task> parts = [loop, link, Capture.Completion, Playback.Completion, _contacts.Completion];
        if (Mixer is not null)
            parts.Add(Mixer.Completion);
        Task first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAll(loop, link);
        await first;
    }

    /// <summary>Stops the button, darkens the LED, stops the microphone, the speaker, then what is left.</summary>
    public void Dispose()
    {
        _contacts.Stop();
        // Both are told before one is waited for: a hung driver on one side does not use up the time of the other.
        Capture.Stop();
        Playback.Stop();
        Mixer?.Stop();
        // Ahead of what may hang: whatever happens from here on, the LED does not say that somebody is there.
        Led?.Dispose();
        Capture.Dispose();
        Playback.Dispose();
        Echo?.Dispose(); // behind the microphone, which uses it
        Mixer?.Dispose();
        _contacts.Dispose();
        _panel.Dispose();
        _tools.Dispose();
        Loop.Dispose();
        _network?.Dispose();
        _dialer.Dispose();
        Metrics.Dispose();
    }

    // A recording is made at the volume of software, so that it holds what would have been heard.
    private static bool HasMixer(AudioOptions audio) =>
        audio.Mixer != IMixers.None && !FileAndNullDevices.Has(audio.Playback);

    // Nobody listens while a push-to-talk device speaks. A recording is heard by no microphone, and holds no silence between answers.
    private static bool HasEcho(DeviceOptions options) =>
        options.Turn.Mode != TurnMode.PushToTalk
        && !FileAndNullDevices.Has(options.Audio.Capture) && !FileAndNullDevices.Has(options.Audio.Playback);

    private static string NameOf(MemoryLockOutcome outcome) => outcome switch
    {
        MemoryLockOutcome.Locked => "locked",
        MemoryLockOutcome.Limited => "limited",
        MemoryLockOutcome.Refused => "refused",
        _ => "off",
    };
}
