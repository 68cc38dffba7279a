using System.Threading.Channels;
using CozeDevice.Codecs;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>The speaker loop: takes payloads of the current stream, decodes them, and writes frames to the device.</summary>
/// <remarks>Everything happens on the speaker thread, which blocks in the device, or is parked while nothing is to be heard.
/// Without a device the reply goes on at its pace, unheard, so that a turn always ends; the device is opened again beside
/// it. A device that is not needed is released. Allocates nothing per frame.</remarks>
public sealed partial class PlaybackPump : IDisposable
{
    /// <summary>Name of the thread.</summary>
    public const string ThreadName = "coze-speaker";

    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(0.5); // both pumps within the 2 s of a SIGTERM

    private const int WarmUpFrames = 50;
    private const int WarmUpPacketBytes = 40; // zeros are a valid Opus packet of narrowband speech

    private readonly PlaybackOptions _options;
    private readonly IAudioDevices _devices;
    private readonly ICodecs _codecs;
    private readonly PlayoutBuffer _playout;
    private readonly Volume _volume;
    private readonly ChannelWriter<AudioNotice> _notices;
    private readonly IPacer _pacer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DeviceHealth _health;
    private readonly RecoveryLog _recoveryLog;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private PlaybackCounters _counters;
    private int _prebufferMs;
    private volatile bool _isStopping;
    private volatile bool _isParked;
    private long _steps;
    private Thread? _thread;

    /// <summary>Wires the pump; nothing runs yet.</summary>
    /// <param name="options">The device and the prebuffer.</param>
    /// <param name="devices">Opens the device by name, again after each loss, and <c>null</c> meanwhile.</param>
    /// <param name="codecs">Makes a decoder for each format that comes.</param>
    /// <param name="playout">What is to be heard. One pump reads one buffer.</param>
    /// <param name="volume">The software volume.</param>
    /// <param name="notices">Where the conversation hears of streams and devices; must not refuse.</param>
    /// <param name="pacer">What the thread parks on. Disposed with the pump.</param>
    /// <param name="time">The clock of the counters.</param>
    /// <param name="logger">For rare events.</param>
    public PlaybackPump(
        PlaybackOptions options,
        IAudioDevices devices,
        ICodecs codecs,
        PlayoutBuffer playout,
        Volume volume,
        ChannelWriter<AudioNotice> notices,
        IPacer pacer,
        TimeProvider time,
        ILogger<PlaybackPump> logger)
    {
        (_options, _devices, _codecs, _playout, _volume) = (options, devices, codecs, playout, volume);
        (_notices, _pacer, _time, _logger) = (notices, pacer, time, logger);
        _health = new DeviceHealth(AudioDirection.Playback, pacer, notices, logger);
        _recoveryLog = new RecoveryLog(AudioDirection.Playback, pacer, logger);
        _prebufferMs = options.PrebufferMs;
        playout.Attach(pacer);
    }

    /// <summary>Is told every sample the device takes, which then never stands still: between answers silence is played. Or null.
    /// Set before the start.</summary>
    public IEchoCanceller? Echo { get; init; }

    /// <summary>What has been done since the start.</summary>
    public PlaybackCounters Counters
    {
        get
        {
            lock (_lock) return _counters;
        }
    }

    /// <summary>The least sound that must wait before a stream starts or goes on, in milliseconds; arrival jitter and underruns
    /// raise it to up to 300. May be set from any thread.</summary>
    public int PrebufferMs
    {
        get => Volatile.Read(ref _prebufferMs);
        set => Volatile.Write(ref _prebufferMs, value);
    }

    /// <summary>Told what is heard, or null where nobody asks.</summary>
    public SpeakerActivity? Activity { get; init; }

    /// <summary>Steps made: it grows while the thread lives, unless <see cref="IsParked"/>.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>Whether the thread waits for something to do, for as long as it takes.</summary>
    public bool IsParked => _isParked;

    /// <summary>Ends with the thread; fails if the thread died of a defect.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Starts the speaker thread.</summary>
    /// <param name="threads">Makes it.</param>
    public void Start(IAudioThreads threads) => _thread = threads.Start(ThreadName, Run);

    /// <summary>Handles one frame, or waits once when there is none. Called on the speaker thread.</summary>
    public void Step()
    {
        Volatile.Write(ref _steps, _steps + 1);
        var state = _playout.Look();
        TendDevice(state);
        if (state.Stream != _stream) Switch(state.Stream);
        switch (_phase)
        {
            case Phase.Silent: Rest(); break;
            case Phase.Buffering: Buffer(state); break;
            case Phase.Playing: Play(); break;
            case Phase.Skipping: Skip(state.Format.GetValueOrDefault()); break;
            case Phase.Draining: Drain(); break;
        }
    }

    /// <summary>Tells the thread to end, and does not wait for it.</summary>
    public void Stop()
    {
        _isStopping = true;
        _pacer.Wake();
    }

    /// <summary>Stops the thread, closes the device.</summary>
    public void Dispose()
    {
        Stop();
        if (_thread is { } thread && !thread.Join(JoinLimit)) return; // stuck in a driver: it is a background thread
        CloseDevice();
        foreach (var decoder in _decoders.Values) decoder.Dispose();
        _decoders.Clear();
        _pacer.Dispose();
    }

    private void Run()
    {
        try
        {
            if (_options.Expected is { } expected) WarmUp(expected);
            while (!_isStopping) Step();
            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            AudioLog.Died(_logger, AudioDirection.Playback, e);
            _completion.TrySetException(e); // the host sees it and ends
        }
    }

    /// <summary>Compiles the path before the first reply depends on it.</summary>
    private void WarmUp(WireFormat format)
    {
        if (!TryDecoder(format)) return;
        var packet = _payload.AsSpan(0, Math.Max(_decoder!.FrameBytes, WarmUpPacketBytes));
        for (var i = 0; i < WarmUpFrames; i++)
        {
            _assembler.Add(_decoder.Decode(packet, _assembler.Room));
            while (_assembler.Count > 0) _assembler.Take(_frame);
            _volume.Apply(_frame);
        }

        _decoder.Reset();
        _decoder = null;
    }

    private enum Phase
    {
        Silent,
        Buffering,
        Playing,
        Skipping,
        Draining,
    }
}
