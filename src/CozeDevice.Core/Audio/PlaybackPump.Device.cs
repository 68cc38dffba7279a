namespace CozeDevice.Audio;

// The device, on the speaker thread.
public sealed partial class PlaybackPump
{
    private const string NullDevice = "null";
    private const int MaxTimeouts = 20; // two and a half seconds without room for a frame: the driver is stuck

    private const int ProofFrames = 10; // more than a device holds before it plays

    private static readonly TimeSpan PresencePeriod = TimeSpan.FromSeconds(0.5);

    private readonly short[] _frame = new short[AudioFormat.FrameSamples];
    private IPcmPlayback? _device;
    private int _timeouts; // in a row
    private int _taken; // frames since the device was opened
    private PcmRecovered _recovered; // on devices that are closed

    /// <summary>Whether <c>null</c> stands in for the device.</summary>
    private bool IsDeviceMissing { get; set; } = true;

    /// <summary>When a device at rest is to be looked at: nothing else tells that a card was unplugged.</summary>
    private TimeSpan NextPresenceCheck => _device is { IsRemovable: true } ? _pacer.Now + PresencePeriod : TimeSpan.MaxValue;

    private void OpenDevice()
    {
        if (!IsDeviceMissing || !_health.MayTry) return;
        try
        {
            var device = _devices.OpenPlayback(_options.Device);
            CloseDevice();
            Use(device, isMissing: false);
            _health.Opened();
            lock (_lock) _counters = _counters with { Opens = _counters.Opens + 1, Reopens = _health.Returns };
        }
        catch (AudioDeviceException e)
        {
            _health.Lost(e.Message);
            if (_device is null) Use(_devices.OpenPlayback(NullDevice), isMissing: true);
        }
    }

    /// <summary>Notices while nothing is written that the device is gone.</summary>
    private void CheckPresence()
    {
        if (!IsDeviceMissing && _device is { IsRemovable: true, IsPresent: false }) Lose($"{_options.Device} is gone", isPulled: true);
    }

    private void Lose(string message, bool isPulled = false)
    {
        CloseDevice();
        _health.Lost(message, isPulled);
        Use(_devices.OpenPlayback(NullDevice), isMissing: true);
    }

    private void Use(IPcmPlayback device, bool isMissing)
    {
        _device = device;
        _timeouts = _taken = 0;
        IsDeviceMissing = isMissing;
        _silence = 0;
        _cushion = LeastCushion;
        Echo?.PlaybackBroke(isNewDevice: true);
        _playout.Gate.Attach(device, Echo, isMissing ? null : Activity);
    }

    private void CloseDevice()
    {
        _playout.Gate.Attach(null, Echo);
        if (_device is not { } device) return;
        if (!IsDeviceMissing) _recovered += device.Recovered;
        lock (_lock) _counters = _counters with { Recovered = _recovered };
        _device = null;
        device.Dispose();
    }

    /// <summary>Writes the assembled frame; if the device did not take it, the next step tries again.</summary>
    private void WriteFrame()
    {
        var status = _playout.Gate.Write(_stream, _frame);
        switch (status)
        {
            case null: // discarded; the next step sees the other stream
                _hasFrame = false;
                break;
            default:
                if (!Took(status.Value, _frame)) break;
                _hasFrame = false;
                _silence = 0;
                Written();
                break;
        }
    }

    /// <summary>What the device did with a frame.</summary>
    /// <returns>Whether it took it.</returns>
    private bool Took(PcmStatus status, ReadOnlySpan<short> frame)
    {
        switch (status)
        {
            case PcmStatus.Ok or PcmStatus.Xrun:
                _timeouts = 0;
                if (!IsDeviceMissing && ++_taken >= ProofFrames) _health.Proven();
                if (status == PcmStatus.Xrun) CountRecovered();
                TellEcho(status, frame);
                return true;
            case PcmStatus.Timeout:
                Count(static c => c with { Timeouts = c.Timeouts + 1 });
                if (++_timeouts >= MaxTimeouts) Lose($"{_options.Device} takes no sound");
                return false;
            default:
                Lose($"{_options.Device} is gone");
                return false;
        }
    }

    private void CountRecovered()
    {
        if (IsDeviceMissing) return;
        var total = _recovered + _device!.Recovered;
        lock (_lock) _counters = _counters with { Recovered = total };
        _recoveryLog.Note(total);
    }

    private void Written()
    {
        var isFirst = !_hasStarted;
        lock (_lock)
        {
            _counters = IsDeviceMissing
                ? _counters with { FramesLost = _counters.FramesLost + 1 }
                : _counters with { FramesWritten = _counters.FramesWritten + 1, Reopens = _health.Returns };
            if (isFirst) _counters = _counters with { FirstFrameStream = _stream, FirstFrameAt = _time.GetTimestamp() };
        }

        if (isFirst) _notices.TryWrite(new PlaybackStarted(_stream));
        else if (_isResuming) _notices.TryWrite(new PlaybackResumed(_stream));
        _hasStarted = true;
        _isResuming = false;
    }

    private void Count(Func<PlaybackCounters, PlaybackCounters> change)
    {
        lock (_lock) _counters = change(_counters);
    }
}
