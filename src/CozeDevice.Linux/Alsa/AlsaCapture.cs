using CozeDevice.Audio;
using CozeDevice.Linux.Posix;
using static CozeDevice.Linux.Alsa.Libasound;

namespace CozeDevice.Linux.Alsa;

/// <summary>A microphone: whole frames of 20 ms at 16 kHz, whatever the device's rate, channels and period are.</summary>
/// <remarks>Owned by the mic thread. Allocates nothing per frame. After an overrun the frame that was begun is completed with what
/// comes next: nothing that was read is thrown away.</remarks>
internal sealed unsafe partial class AlsaCapture : IPcmCapture
{
    private const int LimitMs = AudioFormat.FrameMs + 100;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    private readonly PcmHandle _pcm;
    private readonly PcmConfig _config;
    private readonly TimeProvider _time;
    private readonly SystemPacer _pacer;
    private readonly PcmWait _wait;
    private readonly PcmTimeline _line;
    private readonly Resampler? _resampler;
    private readonly short[] _frames; // 20 ms as the device delivers them
    private readonly short[] _mono;
    private readonly short[] _house; // one sample more than a frame: what the converter may ask for
    private int _have; // frames in _frames
    private long _delivered; // frames read since the start
    private int _waiting; // frames behind them when the last look was short enough to mean something, otherwise negative

    private AlsaCapture(PcmHandle pcm, PcmConfig config, TimeProvider time)
    {
        (_pcm, _config, _time) = (pcm, config, time);
        _pacer = new SystemPacer(time);
        _wait = new PcmWait(time);
        _line = new PcmTimeline(time, config.Grant.Rate);
        _frames = new short[config.FrameLength * config.Grant.Channels];
        _mono = new short[config.FrameLength];
        if (!config.IsResampled)
        {
            _house = [];
            return;
        }

        _resampler = new Resampler(config.Grant.Rate, AudioFormat.SampleRate);
        _house = new short[_resampler.MaxOutput(config.FrameLength)];
    }

    /// <inheritdoc/>
    public bool IsMicrophone => true;

    /// <inheritdoc/>
    public int Waiting => _waiting < 0 ? _waiting : (int)((long)_waiting * AudioFormat.SampleRate / _config.Grant.Rate);

    /// <inheritdoc/>
    public PcmRecovered Recovered => new(_xruns, _suspends, _lost * AudioFormat.SampleRate / _config.Grant.Rate);

    /// <summary>Starts a stream that was negotiated.</summary>
    /// <param name="pcm">Owned by the stream from now on, also if it cannot be started.</param>
    /// <param name="config">What was granted.</param>
    /// <param name="name">The configured name, for the message.</param>
    /// <param name="time">The clock lost sound is measured with.</param>
    /// <exception cref="AudioDeviceException">It does not start.</exception>
    public static AlsaCapture Start(PcmHandle pcm, PcmConfig config, string name, TimeProvider time)
    {
        var capture = new AlsaCapture(pcm, config, time);
        var error = snd_pcm_start(pcm);
        if (error >= 0)
        {
            capture._startedAt = time.GetTimestamp();
            capture._line.Observe(capture._startedAt, 0);
            return capture;
        }

        capture.Dispose();
        throw new AudioDeviceException(name, $"cannot start the audio device \"{name}\" as microphone: {AlsaMessages.Explain(error)}");
    }

    /// <inheritdoc/>
    public PcmStatus Read(Span<short> frame)
    {
        var start = _time.GetTimestamp();
        while (_have < _config.FrameLength)
        {
            if (_isGone) return PcmStatus.Gone;
            var left = LimitMs - (int)_time.GetElapsedTime(start).TotalMilliseconds;
            if (left <= 0) return PcmStatus.Timeout;
            var error = Fill(left);
            if (error < 0) Recover(error);
        }

        _have = 0;
        Convert(frame);
        return Observe();
    }

    /// <inheritdoc/>
    public void Rewind() { }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pcm.Dispose();
        _pacer.Dispose();
    }

    /// <summary>Waits and reads what is missing of the frame, or a part of it.</summary>
    /// <returns>0, also when the time is over, or a negative errno.</returns>
    private int Fill(int waitMs)
    {
        var missing = _config.FrameLength - _have;
        var ready = _wait.For(_pcm, missing, waitMs);
        if (ready < 0) return ready;
        // When the time is over there may be sound all the same: not every plug-in wakes for it.
        if (ready == 0 && snd_pcm_avail(_pcm) is var waiting && waiting < missing) return (int)Math.Min(0, waiting);
        nint count;
        fixed (short* first = &_frames[_have * _config.Grant.Channels]) count = snd_pcm_readi(_pcm, first, (nuint)missing);
        if (count == 0) return -Errno.EAGAIN;
        if (count < 0) return (int)count;
        _have += (int)count;
        _delivered += (int)count;
        _recoveries = 0;
        return 0;
    }

    private void Convert(Span<short> frame)
    {
        if (_resampler is null)
        {
            ChannelMix.Down(_frames, _config.Grant.Channels, frame);
            return;
        }

        ChannelMix.Down(_frames, _config.Grant.Channels, _mono);
        _resampler.Process(_mono, _house); // whole frames in, whole frames out
        _house.AsSpan(0, frame.Length).CopyTo(frame);
    }

    /// <summary>Compares the stream with the clock, and counts what is missing after a recovery.</summary>
    private PcmStatus Observe()
    {
        var before = _time.GetTimestamp();
        var waiting = snd_pcm_avail(_pcm); // of an error the next wait hears
        _waiting = -1;
        if (waiting >= 0 && _line.TimeOf(before) is { } at)
        {
            _waiting = (int)waiting;
            if (_isGapOpen) _lost += Math.Max(0, (long)Math.Round(_line.Expected(at) - (_delivered + _lost + waiting)));
            _isGapOpen = false;
            _line.Observe(at, _delivered + _lost + waiting);
        }

        if (!_hasRecovered) return PcmStatus.Ok;
        _hasRecovered = false;
        return PcmStatus.Xrun;
    }
}
