using CozeDevice.Audio;
using CozeDevice.Linux.Posix;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

// Moving frames and what is done about errors, under the lock.
internal sealed unsafe partial class AlsaPlayback
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    private readonly PcmTimeline _line;
    private bool _isGone;
    private bool _hasRecovered; // since the last write
    private bool _isGapOpen; // silence is in the middle of a stream, and not counted yet
    private int _recoveries; // without a frame heard in between
    private long _preparedAt;
    private long _sound; // frames taken as the stream has them, without the silence of recoveries and what they threw away
    private long _xruns;
    private long _suspends;
    private long _lost; // frames

    /// <summary>Hands over what waits, through recoveries.</summary>
    private void Push()
    {
        int error;
        while (!_isGone && (error = Flush()) < 0 && Recover(error)) { }
    }

    /// <summary>Hands over what waits and the device takes.</summary>
    /// <returns>0, or a negative errno.</returns>
    private int Flush()
    {
        while (_pending.Count > 0)
        {
            nint taken;
            fixed (short* first = _pending.Samples) taken = snd_pcm_writei(_pcm, first, (nuint)_pending.Count);
            if (taken < 0) return taken == -Errno.EAGAIN ? 0 : (int)taken;
            if (taken == 0) return 0;
            _queued += taken;
            _sound += _pending.Take((int)taken);
        }

        return 0;
    }

    /// <summary>What the wait said, unless a drop meanwhile stopped and prepared the stream: then it is about the stream before.</summary>
    private bool RecoverWait(int error, int drops)
    {
        lock (_lock) return drops != _drops || Recover(error);
    }

    /// <summary>Does what the table says.</summary>
    /// <returns>False if it is not worth trying again at once.</returns>
    private bool Recover(int error)
    {
        switch (PcmRecovery.After(-error, AudioDirection.Playback))
        {
            case PcmAction.Retry:
                return error != -Errno.EAGAIN;
            case PcmAction.Prepare or PcmAction.PrepareAndStart:
                if (!Restart()) return false;
                if (!_isDryIntended) _xruns++;
                return true;
            case PcmAction.Resume:
                return Resume();
            default:
                _isGone = true;
                return false;
        }
    }

    private bool Resume()
    {
        var error = snd_pcm_resume(_pcm);
        switch (PcmRecovery.AfterResume(error, IsRunning(), AudioDirection.Playback))
        {
            case PcmAction.Retry:
                return false; // the next call says the same
            case PcmAction.Resume:
                if (!MayRecover()) return false;
                if (!_isDryIntended) _hasRecovered = _isGapOpen = true;
                break;
            default:
                if (!Restart()) return false;
                break;
        }

        _suspends++;
        return true;
    }

    /// <summary>Prepares. In the middle of a stream silence goes in front of what comes next, so that the device starts with it and has a
    /// cushion again.</summary>
    /// <returns>False if that failed: the device is gone, or the next call hears why.</returns>
    private bool Restart()
    {
        // Time enough to play all of it has passed: it was heard, only nobody looked.
        var now = _time.GetTimestamp();
        if (_queued > 0 && _time.GetElapsedTime(_preparedAt, now).TotalSeconds * _config.Grant.Rate >= _queued) _recoveries = 0;
        if (!MayRecover()) return false;
        var error = snd_pcm_prepare(_pcm);
        if (error < 0)
        {
            _isGone = PcmRecovery.After(-error, AudioDirection.Playback) == PcmAction.Reopen;
            return false;
        }

        _queued = 0;
        _preparedAt = now;
        _pending.DropLead();
        if (_isDryIntended)
        {
            _padding = 0;
            _line.Forget();
            return true;
        }

        // A stream that ran dry has played all; one that was stopped has thrown the rest away.
        if (_line.IsSet) _sound -= Math.Max(0, (long)(_sound + _lost - _line.Expected(now)));
        _pending.Prepend(Math.Max(0, _config.StartThreshold - _config.FrameLength));
        _hasRecovered = _isGapOpen = true;
        return true;
    }

    private bool MayRecover()
    {
        if (++_recoveries > PcmRecovery.MostInARow) _isGone = true;
        return !_isGone;
    }

    /// <summary>Compares the stream with the clock, and counts the silence of a recovery once it plays again.</summary>
    private void Observe()
    {
        if (!IsRunning()) return;
        var before = _time.GetTimestamp();
        var free = snd_pcm_avail(_pcm);
        if (free < 0) return;
        var waiting = _config.Grant.Buffer - free;
        if (waiting < _queued) _recoveries = 0; // it was heard
        if (_line.TimeOf(before) is not { } at) return;
        if (_isGapOpen)
        {
            if (_line.IsSet) _lost += Math.Max(0, (long)Math.Round(_line.Expected(at) + waiting - _sound - _lost));
            _isGapOpen = false;
        }

        _line.Observe(at, _sound + _lost - waiting);
    }
}
