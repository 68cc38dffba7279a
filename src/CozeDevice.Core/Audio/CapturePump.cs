using System.Threading.Channels;
using CozeDevice.Codecs;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Audio;

/// <summary>The microphone loop: reads a frame, keeps it as pre-roll, and while a turn is open encodes it into the sink.</summary>
/// <remarks>The gate may be worked from any thread; it takes effect within the period that is running. The rest happens on the
/// mic thread, which blocks in the device, or is parked when there is nothing to do. Allocates nothing per frame.</remarks>
public sealed partial class CapturePump : IDisposable
{
    /// <summary>Name of the thread.</summary>
    public const string ThreadName = "coze-mic";

    private const int WarmUpFrames = 50;
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(0.5); // both pumps within the 2 s of a SIGTERM

    private readonly CaptureOptions _options;
    private readonly IAudioDevices _devices;
    private readonly IFrameEncoder _encoder;
    private readonly IFrameSink _sink;
    private readonly ChannelWriter<AudioNotice> _notices;
    private readonly IPacer _pacer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DeviceHealth _health;
    private readonly RecoveryLog _recoveryLog;
    private readonly PreRoll _preRoll;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Queue<GateRequest> _requests = new(8);
    private CaptureCounters _counters;
    private volatile bool _isMuted; // set at once, so that a frame being encoded does not leave
    private volatile bool _isStopping;
    private volatile bool _isParked;
    private long _steps;
    private Thread? _thread;

    /// <summary>Wires the pump; nothing runs yet.</summary>
    /// <param name="options">The device and the pre-roll.</param>
    /// <param name="devices">Opens the device by name, again after each loss.</param>
    /// <param name="encoder">The codec of the uplink. Disposed with the pump.</param>
    /// <param name="sink">Where encoded frames go.</param>
    /// <param name="notices">Where the conversation hears of gates and devices; must not refuse.</param>
    /// <param name="pacer">What the thread parks on. Disposed with the pump.</param>
    /// <param name="time">The clock of the counters.</param>
    /// <param name="logger">For rare events.</param>
    public CapturePump(
        CaptureOptions options,
        IAudioDevices devices,
        IFrameEncoder encoder,
        IFrameSink sink,
        ChannelWriter<AudioNotice> notices,
        IPacer pacer,
        TimeProvider time,
        ILogger<CapturePump> logger)
    {
        (_options, _devices, _encoder, _sink) = (options, devices, encoder, sink);
        (_notices, _pacer, _time, _logger) = (notices, pacer, time, logger);
        _health = new DeviceHealth(AudioDirection.Capture, pacer, notices, logger);
        _recoveryLog = new RecoveryLog(AudioDirection.Capture, pacer, logger);
        _preRoll = new PreRoll(options.PreRollMs);
        _payload = new byte[encoder.MaxPayloadBytes];
        _voice = options.EndPauseMs > 0 ? new EndPointer(options.EndPauseMs) : null;
        _onset = new PreRoll(_voice is null ? 0 : OnsetMs);
    }

    /// <summary>Takes the own voice out of each frame before anybody hears it, or null. Set before the start.</summary>
    public IEchoCanceller? Echo { get; init; }

    /// <summary>What has been done since the start.</summary>
    public CaptureCounters Counters
    {
        get
        {
            lock (_lock) return _counters with { Level = Level };
        }
    }

    /// <summary>Steps made: it grows while the thread lives, unless <see cref="IsParked"/>.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>Whether the thread waits for something to do, for as long as it takes.</summary>
    public bool IsParked => _isParked;

    /// <summary>Ends with the thread; fails if the thread died of a defect.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Opens the gate: the source rewinds, the pre-roll is sent, then every frame. A turn that is still open is
    /// cleared. Without effect while muted.</summary>
    /// <param name="turn">The turn id.</param>
    public void Open(int turn) => Post(new GateRequest(GateAction.Open, turn, default));

    /// <summary>Closes the gate and puts the end mark behind the last frame; <see cref="CaptureClosed"/> follows, also for a turn
    /// that is not open.</summary>
    /// <param name="turn">The turn id.</param>
    /// <param name="end">With <see cref="UtteranceEnd.Complete"/> a tail of 120 ms is sent first.</param>
    /// <param name="hasTail">False where a pause is behind the last word already.</param>
    public void Close(int turn, UtteranceEnd end, bool hasTail = true) =>
        Post(new GateRequest(GateAction.Close, turn, end) { HasTail = hasTail });

    /// <summary>Mutes or unmutes. Muting closes the gate (<see cref="UtteranceEnd.Clear"/>), wipes the pre-roll and lets nothing
    /// leave, from now on.</summary>
    /// <param name="isMuted">The new state.</param>
    public void SetMuted(bool isMuted)
    {
        if (isMuted) _isMuted = true;
        Post(new GateRequest(isMuted ? GateAction.Mute : GateAction.Unmute, 0, default));
    }

    /// <summary>A <c>file:</c> source starts again, as at a press; for hands-free turns at each new session.</summary>
    public void Rewind() => Post(new GateRequest(GateAction.Rewind, 0, default));

    /// <summary>Starts the mic thread.</summary>
    /// <param name="threads">Makes it.</param>
    public void Start(IAudioThreads threads) => _thread = threads.Start(ThreadName, Run);

    /// <summary>Handles one period, or waits for one request when there is no device to read. Called on the mic thread.</summary>
    public void Step()
    {
        Volatile.Write(ref _steps, _steps + 1);
        TakeRequests();
        if (!NeedsDevice)
        {
            CloseDevice();
            _isParked = true;
            _pacer.WaitUntil(TimeSpan.MaxValue);
            _isParked = false;
            return;
        }

        if (_capture is null && !OpenDevice()) return;
        Read();
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
        _encoder.Dispose();
        _pacer.Dispose();
    }

    private void Run()
    {
        try
        {
            WarmUp();
            while (!_isStopping) Step();
            _completion.TrySetResult();
        }
        catch (Exception e)
        {
            AudioLog.Died(_logger, AudioDirection.Capture, e);
            _completion.TrySetException(e); // the host sees it and ends
        }
    }

    /// <summary>Compiles the path before the first word depends on it.</summary>
    private void WarmUp()
    {
        for (var i = 0; i < WarmUpFrames; i++)
        {
            LevelMeter.Measure(_frame);
            _encoder.Encode(_frame, _payload);
        }

        _encoder.Reset();
    }

    private void Post(GateRequest request)
    {
        lock (_lock) _requests.Enqueue(request);
        _pacer.Wake();
    }

    private enum GateAction
    {
        Open,
        Close,
        Mute,
        Unmute,
        Rewind,
        Watch,
        Await,
        Unwatch,
    }

    private readonly record struct GateRequest(GateAction Action, int Turn, UtteranceEnd End)
    {
        public bool HasTail { get; init; }

        public int Frames { get; init; }
    }
}
