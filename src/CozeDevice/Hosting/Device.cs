using System.Security.Cryptography.X509Certificates;
using CozeDevice.Account;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Linux.Opus;
using CozeDevice.Linux.Posix;
using CozeDevice.Options;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>The composition root: every part of the agent, in reading order, and the order in which it stops.</summary>
internal sealed class Device : IDisposable
{
    private const int RealtimePriority = 20;

    private readonly ILoggerFactory _logs;
    private readonly CozeDialer _dialer;

    /// <summary>Wires everything; nothing runs yet.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="tokens">Where the token comes from.</param>
    /// <param name="start">What was remembered.</param>
    /// <param name="logs">Logs.</param>
    /// <param name="time">The clock of everything.</param>
    /// <exception cref="CodecException">The configured codec is not available on this machine.</exception>
    public Device(DeviceOptions options, ITokenSource tokens, DeviceStart start, ILoggerFactory logs, TimeProvider time)
    {
        _logs = logs;
        var codecs = new LinuxCodecs();
        IFrameEncoder encoder = codecs.CreateEncoder(options.Audio.Codec);
        IAudioDevices devices = SoundDevices.Create(time, logs);
        var inbox = new Inbox();
        var gate = new ReplyGate(time);
        var playout = new PlayoutBuffer();
        var volume = new Volume(start.Volume);
        var outbound = new OutboundQueue(keepUtterances: options.Turn.Mode == TurnMode.PushToTalk);

        Capture = new CapturePump(
            new CaptureOptions { Device = options.Audio.Capture, PreRollMs = options.Audio.PreRollMs },
            devices, encoder, outbound, inbox.Audio, new SystemPacer(time), time, logs.CreateLogger<CapturePump>());
        Playback = new PlaybackPump(
            new PlaybackOptions { Device = options.Audio.Playback, Expected = ChatSettings.FormatOf(options.Audio.Codec) },
            devices, codecs, playout, volume, inbox.Audio, new SystemPacer(time), time, logs.CreateLogger<PlaybackPump>());

        _dialer = new CozeDialer(UserAgent.Text, AuthoritiesOf(options.Coze.CaFile), time);
        var counters = new LinkCounters();
        var parts = new LinkParts(outbound, playout, gate, inbox.Link, counters, time, logs.CreateLogger("CozeDevice.Link"));
        LinkSettings settings = ChatSettings.LinkOf(options, start.ConversationId);
        Link = new LinkSupervisor(settings, _dialer, tokens, parts, Random.Shared.NextDouble);

        Loop = new ConversationLoop(
            new ConversationParts
            {
                Inbox = inbox,
                Gate = gate,
                Outbound = outbound,
                Playout = playout,
                Capture = Capture,
                Playback = Playback,
                Volume = volume,
                Link = Link,
                LinkCounters = counters,
                Tools = new DeviceTools(new Dictionary<string, DeviceTool>(), time),
                Settings = new MachineSettings(options.Turn.Mode, PromptSounds.Length),
                Time = time,
                Logger = logs.CreateLogger("CozeDevice.Conversation"),
            },
            start.Muted);
    }

    /// <summary>The dispatcher, and the device as others see it.</summary>
    public ConversationLoop Loop { get; }

    /// <summary>The link.</summary>
    public LinkSupervisor Link { get; }

    /// <summary>The microphone.</summary>
    public CapturePump Capture { get; }

    /// <summary>The speaker.</summary>
    public PlaybackPump Playback { get; }

    /// <summary>Runs until cancelled, or until a part that must not end has ended.</summary>
    /// <exception cref="Exception">What ended that part.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var threads = new RealtimeThreads(RealtimePriority, _logs.CreateLogger<RealtimeThreads>());
        Playback.Start(threads);
        Capture.Start(threads);
        Task loop = Loop.RunAsync(ending.Token);
        Task link = Link.RunAsync(ending.Token);
        Task first = await Task.WhenAny(loop, link, Capture.Completion, Playback.Completion);
        await ending.CancelAsync();
        await Task.WhenAll(loop, link);
        await first;
    }

    /// <summary>Stops the microphone, then the speaker, then what is left.</summary>
    public void Dispose()
    {
        // Both are told before one is waited for: a hung driver on one side does not use up the time of the other.
        Capture.Stop();
        Playback.Stop();
        Capture.Dispose();
        Playback.Dispose();
        Loop.Dispose();
        _dialer.Dispose();
    }

    private static X509Certificate2Collection? AuthoritiesOf(string? file)
    {
        if (file is null)
            return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }
}
