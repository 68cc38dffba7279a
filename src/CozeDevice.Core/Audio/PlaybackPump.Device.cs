namespace CozeDevice.Audio;

// The device, on the speaker thread.
public sealed partial class PlaybackPump
{
    private const string NullDevice = "null";
    private const int MaxTimeouts = 20; // two and a half seconds without room for a frame: the driver is stuck

    private readonly short[] _frame = new short[AudioFormat.FrameSamples];
    private IPcmPlayback? _device;
    private int _timeouts; // in a row

    /// <summary>Whether <c>null</c> stands in for the device.</summary>
    private bool IsDeviceMissing { get; set; } = true;

    private void OpenDevice()
    {
        if (!IsDeviceMissing || !_health.MayTry) return;
        try
        {
            var device = _devices.OpenPlayback(_options.Device);
            CloseDevice();
            Use(device, isMissing: false);
            _health.Opened();
            Count(static c => c with { Opens = c.Opens + 1 });
        }
        catch (AudioDeviceException e)
        {
            _health.Lost(e.Message);
            if (_device is null) Use(_devices.OpenPlayback(NullDevice), isMissing: true);
        }
    }

    private void Lose(string message)
    {
        CloseDevice();
        _health.Lost(message);
        Use(_devices.OpenPlayback(NullDevice), isMissing: true);
    }

    private void Use(IPcmPlayback device, bool isMissing)
    {
        _device = device;
        _timeouts = 0;
        IsDeviceMissing = isMissing;
        _playout.Gate.Attach(device);
    }

    private void CloseDevice()
    {
        _playout.Gate.Attach(null);
        _device?.Dispose();
        _device = null;
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
            case PcmStatus.Ok or PcmStatus.Xrun:
                _hasFrame = false;
                _timeouts = 0;
                if (!IsDeviceMissing) _health.Proven();
                Written(status == PcmStatus.Xrun);
                break;
            case PcmStatus.Timeout:
                Count(static c => c with { Timeouts = c.Timeouts + 1 });
                if (++_timeouts >= MaxTimeouts) Lose($"{_options.Device} takes no sound");
                break;
            default:
                Lose($"{_options.Device} is gone");
                break;
        }
    }

    private void Written(bool hasRunDry)
    {
        var isFirst = !_hasStarted;
        lock (_lock)
        {
            _counters = IsDeviceMissing
                ? _counters with { FramesLost = _counters.FramesLost + 1 }
                : _counters with { FramesWritten = _counters.FramesWritten + 1, Xruns = _counters.Xruns + (hasRunDry ? 1 : 0) };
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
