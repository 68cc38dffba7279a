namespace CozeDevice.Audio;

/// <summary>Finds out frame by frame whether a microphone is dead, overdriven or off centre.</summary>
/// <remarks>A pure state machine owned by one thread; its clock is the sound itself. Each fault has its own, lower, threshold to
/// go away again, so that it does not flicker. Allocates nothing after construction.</remarks>
public sealed class SignalHealth
{
    private const int FramesPerSecond = 1000 / AudioFormat.FrameMs;
    private const int SilentFrames = 3 * FramesPerSecond;
    private const int HeardFrames = FramesPerSecond / 5; // a click of the switch is not sound
    private const int RailRun = 3; // one sample at full scale is a peak, three in a row were cut off
    private const int ManyClipped = AudioFormat.SampleRate / 200; // 0.5 % of a second
    private const int FewClipped = AudioFormat.SampleRate / 2000;
    private const int UnclippedFrames = 60 * FramesPerSecond; // people do not shout all the time
    private const int OffsetFrames = 5 * FramesPerSecond; // the memory of the mean
    private const int JudgedFrames = 3 * FramesPerSecond;
    private const double LargeOffset = 32768 / 32; // −30 dB of full scale
    private const double SmallOffset = LargeOffset / 2;

    private readonly short[] _clipped = new short[FramesPerSecond]; // per frame of the last second
    private int _clippedSum;
    private int _slot;
    private int _rail; // the rail of the last sample: 1, −1 or 0
    private int _run; // samples at it in a row
    private int _zeroFrames; // in a row
    private int _soundFrames; // in a row
    private int _cleanFrames; // in a row, since clipping was last above the lower threshold
    private int _frames;
    private double _offset;

    /// <summary>What is wrong now.</summary>
    public MicrophoneFaults Faults { get; private set; }

    /// <summary>Share of the samples of the last second that were cut off at full scale, 0 to 1.</summary>
    public double ClippedShare => (double)_clippedSum / AudioFormat.SampleRate;

    /// <summary>The slow mean of the samples as a share of full scale, −1 to 1.</summary>
    public double Offset => _offset / 32768;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">20 ms.</param>
    /// <returns>Whether <see cref="Faults"/> changed.</returns>
    public bool Add(ReadOnlySpan<short> frame)
    {
        var before = Faults;
        if (frame.ContainsAnyExcept((short)0)) Sound(frame);
        else Zeros();
        _slot = (_slot + 1) % FramesPerSecond;
        JudgeSilence();
        JudgeClipping();
        JudgeOffset();
        return Faults != before;
    }

    /// <summary>Another microphone, or the same one after a gap: nothing is known of it.</summary>
    /// <returns>Whether <see cref="Faults"/> changed.</returns>
    public bool Reset()
    {
        var changes = Faults != MicrophoneFaults.None;
        Faults = MicrophoneFaults.None;
        _clipped.AsSpan().Clear();
        _clippedSum = _rail = _run = _zeroFrames = _soundFrames = _cleanFrames = _frames = 0;
        _offset = 0;
        return changes;
    }

    private void Zeros()
    {
        _zeroFrames++;
        _soundFrames = _rail = _run = 0;
        Count(0, 0);
    }

    private void Sound(ReadOnlySpan<short> frame)
    {
        _soundFrames++;
        _zeroFrames = 0;
        int clipped = 0, sum = 0;
        foreach (int sample in frame)
        {
            sum += sample;
            var rail = sample >= short.MaxValue ? 1 : sample <= -short.MaxValue ? -1 : 0;
            _run = rail != 0 && rail == _rail ? _run + 1 : rail != 0 ? 1 : 0;
            _rail = rail;
            if (_run == RailRun) clipped += RailRun;
            else if (_run > RailRun) clipped++;
        }

        Count(clipped, (double)sum / frame.Length);
    }

    private void Count(int clipped, double mean)
    {
        _clippedSum += clipped - _clipped[_slot];
        _clipped[_slot] = (short)clipped;
        if (_frames < OffsetFrames) _frames++; // the plain mean first, so that it does not start from zero
        _offset += (mean - _offset) / _frames;
    }

    private void JudgeSilence()
    {
        if (_zeroFrames >= SilentFrames) Faults |= MicrophoneFaults.Silent;
        else if (_soundFrames >= HeardFrames) Faults &= ~MicrophoneFaults.Silent;
    }

    private void JudgeClipping()
    {
        _cleanFrames = _clippedSum > FewClipped ? 0 : Math.Min(_cleanFrames + 1, UnclippedFrames);
        if (_clippedSum >= ManyClipped) Faults |= MicrophoneFaults.Clips;
        else if (_cleanFrames == UnclippedFrames) Faults &= ~MicrophoneFaults.Clips;
    }

    private void JudgeOffset()
    {
        if (_frames < JudgedFrames) return;
        if (Math.Abs(_offset) >= LargeOffset) Faults |= MicrophoneFaults.Offset;
        else if (Math.Abs(_offset) < SmallOffset) Faults &= ~MicrophoneFaults.Offset;
    }
}
