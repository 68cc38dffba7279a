namespace CozeDevice.Audio;

// A device that nobody needs is closed, so that others may use it and an unplugged card is let go; and it is open again in time.
public sealed partial class PlaybackPump
{
    private TimeSpan _lastUse; // when something was heard or expected
    private bool _isReleased; // closed because nobody needed it: neither lost nor missing
    private volatile bool _isExpected; // asked for by Prepare

    /// <summary>Something will be heard soon: a released device is opened now, and an open one is kept for a while, so that the
    /// answer does not wait for it. Any thread; returns at once.</summary>
    public void Prepare()
    {
        _isExpected = true;
        _pacer.Wake();
    }

    /// <summary>Opens the device if it is needed, and releases it if it was not for long.</summary>
    /// <param name="state">What waits.</param>
    private void TendDevice(PlayoutState state)
    {
        var isNeeded = _isExpected || state.Format is not null;
        if (isNeeded)
        {
            _isExpected = false;
            _lastUse = _pacer.Now;
        }

        if (_isReleased && !isNeeded) return;
        _isReleased = false;
        var wasMissing = IsDeviceMissing;
        OpenDevice();
        if (wasMissing && !IsDeviceMissing) _lastUse = _pacer.Now;
        if (_device is null) Use(_devices.OpenPlayback(NullDevice), isMissing: true);
        if (_phase == Phase.Silent && _pacer.Now >= ReleaseAt) Release();
    }

    /// <summary>When an open device is released, if nothing happens before.</summary>
    private TimeSpan ReleaseAt => _options.IdleRelease > TimeSpan.Zero && !IsDeviceMissing
        ? _lastUse + _options.IdleRelease
        : TimeSpan.MaxValue;

    private void Release()
    {
        CheckPresence();
        if (IsDeviceMissing) return;
        CloseDevice();
        IsDeviceMissing = true; // nothing stands in for it, as nothing is written
        _isReleased = true;
        Count(static c => c with { Releases = c.Releases + 1 });
        AudioLog.Released(_logger, _options.Device);
    }

    /// <summary>Waits for the playout buffer; if a device is missing, for the next attempt to open it; if one is open for nothing,
    /// for its release, or to look whether it is still there.</summary>
    private void Park()
    {
        if (_isStopping) return;
        _isParked = true;
        _pacer.WaitUntil(ParkedUntil);
        _isParked = false;
        CheckPresence();
    }

    private TimeSpan ParkedUntil
    {
        get
        {
            if (_isReleased) return TimeSpan.MaxValue;
            if (IsDeviceMissing) return _health.NextTry;
            var check = NextPresenceCheck;
            return _phase == Phase.Silent && ReleaseAt < check ? ReleaseAt : check;
        }
    }
}
