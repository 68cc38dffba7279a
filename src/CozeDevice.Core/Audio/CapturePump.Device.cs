namespace CozeDevice.Audio;

// The device, on the mic thread.
public sealed partial class CapturePump
{
    private const int MaxTimeouts = 20; // two and a half seconds without a frame: the driver is stuck

    private readonly short[] _frame = new short[AudioFormat.FrameSamples];
    private IPcmCapture? _capture;
    private int _timeouts; // in a row
    private PcmRecovered _recovered; // on devices that are closed

    // A lost device is tried again without a turn too: no turn begins until it is back.
    private bool NeedsDevice => !_isStopping && (_options.PreRollMs > 0 || _turn is not null || _watch == VoiceWatch.Awaited || _health.IsLost);

    private bool OpenDevice()
    {
        if (!_health.MayTry)
        {
            _pacer.WaitUntil(_health.NextTry); // a request wakes it
            return false;
        }

        try
        {
            _capture = _devices.OpenCapture(_options.Device);
        }
        catch (AudioDeviceException e)
        {
            _health.Lost(e.Message);
            return false;
        }

        _timeouts = 0;
        Echo?.CaptureBroke(isNewDevice: true);
        _health.Opened();
        lock (_lock) _counters = _counters with { Opens = _counters.Opens + 1, Reopens = _health.Returns };
        if (_turn is not null && _sent == 0) _capture.Rewind();
        return true;
    }

    private void CloseDevice()
    {
        if (_capture is not { } capture) return;
        _recovered += capture.Recovered;
        _capture = null;
        lock (_lock) _counters = _counters with { Recovered = _recovered };
        capture.Dispose();
    }

    private void Read()
    {
        switch (_capture!.Read(_frame))
        {
            case PcmStatus.Ok:
                Accept();
                break;
            case PcmStatus.Xrun:
                CountRecovered();
                Echo?.CaptureBroke(isNewDevice: false);
                Accept();
                break;
            case PcmStatus.Timeout:
                lock (_lock) _counters = _counters with { Timeouts = _counters.Timeouts + 1 };
                if (++_timeouts >= MaxTimeouts) Lose($"{_options.Device} delivers no sound");
                break;
            default:
                Lose($"{_options.Device} is gone");
                break;
        }
    }

    private void CountRecovered()
    {
        var total = _recovered + _capture!.Recovered;
        lock (_lock) _counters = _counters with { Recovered = total };
        _recoveryLog.Note(total);
    }

    private void Accept()
    {
        _timeouts = 0;
        _health.Proven();
        Examine();
        Echo?.Cancel(_frame, _capture!.Waiting);
        HushItself();
        lock (_lock)
        {
            _counters = _counters with
            {
                FramesCaptured = _counters.FramesCaptured + 1,
                Reopens = _health.Returns,
            };
        }

        // What came during this period counts from its end: a press finds the frame in its pre-roll, a release behind it.
        if (!_isMuted && (_turn is null || _capture!.IsMicrophone)) _preRoll.Push(_frame);
        if (_turn is { } turn) Send(turn, _frame);
        Listen();
        TakeRequests();
    }

    private void Lose(string message)
    {
        CloseDevice();
        _preRoll.Clear();
        _timeouts = 0;
        _health.Lost(message);
        ForgetSignal();
        _voice?.Reset();
        if (_tail > 0 && _turn is { } turn) EndTurn(turn, UtteranceEnd.Complete);
    }
}
