using CozeDevice.Audio;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

/// <summary>A speaker: takes frames of 20 ms at 16 kHz, whatever the device's rate, channels and period are.</summary>
/// <remarks>The speaker thread writes; <see cref="Drop"/> may come from any thread. Everything but the wait itself happens under one
/// lock, and nothing under it blocks: the stream is open without blocking, and what the device does not take at once waits
/// in <see cref="PendingFrames"/>. Allocates nothing per frame.</remarks>
internal sealed unsafe partial class AlsaPlayback : IPcmPlayback
{
    private const int LimitMs = AudioFormat.FrameMs + 100;

    // A drop makes room, but not every plug-in ends the wait for it: that is looked at after each slice.
    private const int SliceMs = AudioFormat.FrameMs + 5;

    private readonly Lock _lock = new();
    private readonly PcmHandle _pcm;
    private readonly PcmConfig _config;
    private readonly TimeProvider _time;
    private readonly SystemPacer _pacer;
    private readonly PcmWait _wait;
    private readonly bool _canRewind;
    private readonly nint _status; // snd_pcm_status_t
    private readonly Resampler? _resampler;
    private readonly PendingFrames _pending;
    private readonly short[] _mono; // a frame or a tail at the rate of the device
    private bool _hasTail; // the converter still holds the end of what was written
    private bool _isDryIntended = true; // silence follows on purpose
    private bool _isDisposed;
    private int _drops;
    private long _queued; // frames the device took since it was prepared
    private long _padding; // silent frames behind the last sample, in the device and pending

    /// <summary>Takes over a stream that was negotiated. It starts with what is written.</summary>
    /// <param name="pcm">Owned by the stream from now on.</param>
    /// <param name="config">What was granted.</param>
    /// <param name="canRewind">Whether the device really takes back what it was given.</param>
    /// <param name="time">The clock lost sound is measured with.</param>
    internal AlsaPlayback(PcmHandle pcm, PcmConfig config, bool canRewind, TimeProvider time)
    {
        (_pcm, _config, _canRewind, _time) = (pcm, config, canRewind, time);
        _pacer = new SystemPacer(time);
        _wait = new PcmWait(time);
        _line = new PcmTimeline(time, config.Grant.Rate);
        if (config.IsResampled) _resampler = new Resampler(AudioFormat.SampleRate, config.Grant.Rate);
        var longest = (_resampler?.MaxOutput(AudioFormat.FrameSamples) ?? config.FrameLength) + (_resampler?.Delay ?? 0) + 1;
        _mono = new short[longest];
        _pending = new PendingFrames(
            config.Grant.Channels, config.StartThreshold, (2 * longest) + (2 * config.Grant.Period), canRewind ? config.Grant.Buffer : 0);
        if (snd_pcm_status_malloc(out _status) < 0) _status = 0;
    }

    /// <inheritdoc/>
    public int Delay
    {
        get
        {
            lock (_lock)
            {
                if (_isGone || _isDisposed) return 0;
                if (_pending.Count > 0) _ = Flush(); // a device that holds less than a frame takes it piece by piece
                return (int)Math.Min(int.MaxValue, _config.ToHouse(SoundLeft()));
            }
        }
    }

    /// <inheritdoc/>
    public bool IsPresent
    {
        get
        {
            lock (_lock)
            {
                if (_isGone || _isDisposed) return false;
                if (_status == 0) return snd_pcm_state(_pcm) != SND_PCM_STATE_DISCONNECTED;
                return snd_pcm_status(_pcm, _status) != -Posix.Errno.ENODEV
                    && snd_pcm_status_get_state(_status) != SND_PCM_STATE_DISCONNECTED;
            }
        }
    }

    /// <inheritdoc/>
    public bool IsRemovable => true;

    /// <inheritdoc/>
    public PcmRecovered Recovered
    {
        get
        {
            lock (_lock) return new PcmRecovered(_xruns, _suspends, _lost * AudioFormat.SampleRate / _config.Grant.Rate);
        }
    }

    /// <inheritdoc/>
    public PcmStatus Wait()
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            int drops;
            var isStuck = false;
            lock (_lock)
            {
                if (_isGone || _isDisposed) return PcmStatus.Gone;
                drops = _drops;
                var error = Flush();
                if (error >= 0 && _pending.Count == 0)
                {
                    var avail = snd_pcm_avail(_pcm);
                    if (avail >= _config.Room) return PcmStatus.Ok;
                    error = avail < 0 ? (int)avail : 0;
                }

                if (error < 0) isStuck = !Recover(error);
                if (_isGone) return PcmStatus.Gone;
            }

            var left = LimitMs - (int)_time.GetElapsedTime(start).TotalMilliseconds;
            if (left <= 0) return PcmStatus.Timeout;
            var ready = isStuck ? 0 : _wait.For(_pcm, _config.Room, Math.Min(left, SliceMs));
            if (ready < 0) isStuck = !RecoverWait(ready, drops);
            if (isStuck) _pacer.WaitUntil(_pacer.Now + Breath);
        }
    }

    /// <inheritdoc/>
    public PcmStatus Write(ReadOnlySpan<short> frame)
    {
        lock (_lock)
        {
            if (_isGone || _isDisposed) return PcmStatus.Gone;
            if (_pending.Count > 0) return PcmStatus.Timeout;
            _isDryIntended = false;
            _padding = 0; // it is in the middle now
            if (_resampler is null)
            {
                _pending.Add(frame);
            }
            else
            {
                _pending.Add(_mono.AsSpan(0, _resampler.Process(frame, _mono)));
                _hasTail = true;
            }

            Push(); // what the device does not take now it takes in the next wait
            if (_isGone) return PcmStatus.Gone;
            Observe();
            if (!_hasRecovered) return PcmStatus.Ok;
            _hasRecovered = false;
            return PcmStatus.Xrun;
        }
    }

    /// <inheritdoc/>
    public void Finish()
    {
        lock (_lock)
        {
            if (_isGone || _isDisposed || _isDryIntended) return;
            _isDryIntended = true;
            FlushTail();
            Pad();
            Push();
            if (snd_pcm_state(_pcm) == SND_PCM_STATE_PREPARED && _queued > 0) _ = snd_pcm_start(_pcm); // else the next wait hears why
        }
    }

    /// <inheritdoc/>
    public void Idle()
    {
        lock (_lock)
        {
            if (_isGone || _isDisposed) return;
            _isDryIntended = true;
            // Sound that still plays is left alone: the drop that follows takes it back softly.
            if (IsRunning() && SoundLeft() > 0) return;
            if (_queued > 0 || _pending.Count > 0) Stop();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _pcm.Dispose();
            snd_pcm_status_free(_status);
            _pacer.Dispose();
        }
    }

    private bool IsRunning() => snd_pcm_state(_pcm) is SND_PCM_STATE_RUNNING or SND_PCM_STATE_DRAINING;

    /// <summary>Frames of sound written that were not heard yet; 0 if the stream has stopped.</summary>
    private long SoundLeft()
    {
        long left;
        switch (snd_pcm_state(_pcm))
        {
            case SND_PCM_STATE_PREPARED:
                left = _queued;
                break;
            case SND_PCM_STATE_RUNNING or SND_PCM_STATE_DRAINING:
                if (snd_pcm_delay(_pcm, out var delay) < 0) return 0;
                left = delay;
                break;
            default:
                return 0;
        }

        left += _pending.Count - _padding;
        if (_hasTail && _resampler is not null && left > 0) left += _resampler.Delay;
        return Math.Max(0, left);
    }

    /// <summary>Brings the end of the sound out of the converter.</summary>
    private void FlushTail()
    {
        if (_resampler is null || !_hasTail) return;
        _hasTail = false;
        Span<short> silence = stackalloc short[AudioFormat.FrameSamples];
        silence.Clear();
        var count = (int)_config.ToHouse(_resampler.Delay);
        _pending.Add(_mono.AsSpan(0, _resampler.Process(silence[..count], _mono)));
        _resampler.Reset();
    }

    /// <summary>Fills the period with silence and adds one: a card plays on, into old samples, until the end of a period shows it that
    /// nothing follows.</summary>
    private void Pad()
    {
        var period = _config.Grant.Period;
        var rest = (int)((_queued + _pending.Count) % period);
        var padding = rest == 0 ? 0 : period - rest;
        if (period <= 2 * _config.FrameLength) padding += period;
        _padding = _pending.AddSilence(padding);
    }
}
