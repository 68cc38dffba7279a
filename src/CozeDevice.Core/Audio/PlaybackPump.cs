using System.Threading.Channels;
using CozeDevice.Codecs;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>The speaker loop: takes payloads of the current stream, decodes them, and writes frames to the device.</summary>
/// <remarks>Everything happens on the speaker thread, which blocks in the device, or is parked while nothing is to be heard.
/// Without a device the reply goes on at its pace, unheard, so that a turn always ends; the device is opened again beside
/// it. Allocates nothing per frame.</remarks>
public sealed partial class PlaybackPump : IDisposable
{
    /// <summary>Name of the thread.</summary>
    public const string ThreadName = "coze-speaker";

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
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private PlaybackCounters _counters;
    private int _prebufferMs;
    private volatile bool _isStopping;
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
        _prebufferMs = options.PrebufferMs;
        playout.Attach(pacer);
    }

    /// <summary>What has been done since the start.</summary>
    public PlaybackCounters Counters
    {
        get
        {
            lock (_lock) return _counters;
        }
    }

    /// <summary>Sound that must wait before a stream starts or goes on, in milliseconds. May be set from any thread.</summary>
    public int PrebufferMs
    {
        get => Volatile.Read(ref _prebufferMs);
        set => Volatile.Write(ref _prebufferMs, value);
    }

    /// <summary>Ends with the thread; fails if the thread died of a defect.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Starts the speaker thread.</summary>
    /// <param name="threads">Makes it.</param>
    public void Start(IAudioThreads threads) => _thread = threads.Start(ThreadName, Run);

    /// <summary>Handles one frame, or waits once when there is none. Called on the speaker thread.</summary>
    public void Step()
    {
        OpenDevice();
        var state = _playout.Look();
        if (state.Stream != _stream) Switch(state.Stream);
        switch (_phase)
        {
            case Phase.Silent: Park(); break;
            case Phase.Buffering: Buffer(state); break;
            case Phase.Playing: Play(); break;
            case Phase.Skipping: Skip(state.Format.GetValueOrDefault()); break;
            case Phase.Draining: Drain(); break;
        }
    }

    /// <summary>Stops the thread, closes the device.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _pacer.Wake();
        if (_thread is { } thread && !thread.Join(TimeSpan.FromSeconds(1))) return; // stuck in a driver: it is a background thread
        CloseDevice();
        foreach (var decoder in _decoders.Values) decoder.Dispose();
        _decoders.Clear();
        _pacer.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_isStopping) Step();
            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            AudioLog.Died(_logger, AudioDirection.Playback, e);
            _completion.TrySetException(e); // the host sees it and ends
        }
    }

    /// <summary>Waits for the playout buffer, or for the next attempt to open a device that is missing.</summary>
    private void Park()
    {
        if (!_isStopping) _pacer.WaitUntil(IsDeviceMissing ? _health.NextTry : TimeSpan.MaxValue);
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
