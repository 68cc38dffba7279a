using CozeDevice.Audio;
using CozeDevice.Linux.Posix;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

// What is done about errors, on the mic thread.
internal sealed unsafe partial class AlsaCapture
{
    private static readonly TimeSpan ResumePause = TimeSpan.FromMilliseconds(10);

    private bool _isGone;
    private bool _hasRecovered; // since the last whole frame
    private bool _isGapOpen; // sound is missing, and not counted yet
    private int _recoveries; // without a frame read in between
    private long _startedAt;
    private long _xruns;
    private long _suspends;
    private long _lost; // frames

    private void Recover(int error)
    {
        switch (PcmRecovery.After(-error, AudioDirection.Capture))
        {
            case PcmAction.Retry:
                if (error == -Errno.EAGAIN) Rest(Breath);
                return;
            case PcmAction.PrepareAndStart:
                if (Restart()) _xruns++;
                return;
            case PcmAction.Resume:
                Resume();
                return;
            default:
                _isGone = true;
                return;
        }
    }

    private void Resume()
    {
        var error = snd_pcm_resume(_pcm);
        switch (PcmRecovery.AfterResume(error, snd_pcm_state(_pcm) == SND_PCM_STATE_RUNNING, AudioDirection.Capture))
        {
            case PcmAction.Retry:
                Rest(ResumePause); // the next wait says the same
                break;
            case PcmAction.Resume:
                if (!MayRecover()) break;
                _suspends++;
                _hasRecovered = _isGapOpen = true;
                break;
            default:
                if (Restart()) _suspends++;
                break;
        }
    }

    /// <summary>Prepares and starts.</summary>
    /// <returns>False if that failed: the device is gone, or the next wait hears why.</returns>
    private bool Restart()
    {
        // Time enough to fill the buffer has passed: it was filled, only nobody came to read.
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(_startedAt, now).TotalSeconds * _config.Grant.Rate >= _config.Grant.Buffer) _recoveries = 0;
        if (!MayRecover()) return false;
        _startedAt = now;
        var error = snd_pcm_prepare(_pcm);
        if (error >= 0) error = snd_pcm_start(_pcm);
        if (error >= 0)
        {
            _hasRecovered = _isGapOpen = true;
            return true;
        }

        _isGone = PcmRecovery.After(-error, AudioDirection.Capture) == PcmAction.Reopen;
        return false;
    }

    private bool MayRecover()
    {
        if (++_recoveries > PcmRecovery.MostInARow) _isGone = true;
        return !_isGone;
    }

    private void Rest(TimeSpan pause) => _pacer.WaitUntil(_pacer.Now + pause);
}
