namespace CozeDevice.Audio;

/// <summary>Shows whether an echo canceller does enough, by what it left of the own voice.</summary>
/// <remarks>Enough is 12 dB less, or no more than the room itself: what is below the noise of the room wakes nobody, and where the
/// microphone removes the echo by itself there is nothing to attenuate. Speech of a person counts against it and never for it,
/// so a proof, once given, stays until the filter is reset. Owned by the mic thread; pure.</remarks>
internal sealed class EchoProof
{
    private const double EnoughDb = 12;
    private const double AudiblePower = 50 * 50; // of the reference, about −56 dBFS
    private const double NearRoom = 2; // times the power of the quiet room: 3 dB
    private const double Diverged = 2; // times what was heard
    private const int SecondFrames = 1000 / AudioFormat.FrameMs;
    private const int HoldFrames = 400 / AudioFormat.FrameMs; // delay and room behind the last sound

    private readonly RoomNoise _room = new();
    private double _heard;
    private double _left;
    private int _frames;
    private int _hold;

    /// <summary>Whether something was played just now.</summary>
    public bool IsSounding => _hold > 0;

    /// <summary>Whether it does enough.</summary>
    public bool IsGiven { get; private set; }

    /// <summary>The attenuation in the last second with sound, in decibels, or null before the first.</summary>
    public double? AttenuationDb { get; private set; }

    /// <summary>Seconds with sound since the last reset.</summary>
    public int Seconds { get; private set; }

    /// <summary>Notes what is played; ahead of <see cref="Add"/>.</summary>
    /// <param name="reference">20 ms.</param>
    public void Sound(ReadOnlySpan<short> reference)
    {
        if (Power(reference) > AudiblePower) _hold = HoldFrames;
        else if (_hold > 0) _hold--;
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="microphone">What was heard.</param>
    /// <param name="output">What was left of it.</param>
    /// <returns>False if the filter makes it worse: it must be reset.</returns>
    public bool Add(ReadOnlySpan<short> microphone, ReadOnlySpan<short> output)
    {
        var left = Power(output);
        if (!IsSounding)
        {
            _room.Add(left);
            return true;
        }

        _heard += Power(microphone);
        _left += left;
        return ++_frames < SecondFrames || Judge();
    }

    /// <summary>The filter forgot the room.</summary>
    public void Reset()
    {
        IsGiven = false;
        Seconds = 0;
        Begin();
    }

    /// <summary>Counts the seconds anew.</summary>
    public void StartOver() => Seconds = 0;

    private bool Judge()
    {
        var (heard, left) = (_heard / _frames, _left / _frames);
        Begin();
        if (heard <= 0) return true;
        Seconds++;
        AttenuationDb = 10 * Math.Log10(heard / Math.Max(left, 1.0 / 12)); // below a bit there is only rounding
        IsGiven |= AttenuationDb >= EnoughDb || left <= NearRoom * _room.Power;
        return left < Diverged * heard;
    }

    private void Begin() => (_frames, _heard, _left) = (0, 0, 0);

    private static double Power(ReadOnlySpan<short> samples)
    {
        long sum = 0;
        foreach (var sample in samples) sum += sample * sample;
        return (double)sum / samples.Length;
    }
}
