using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Measures a whole recording, frame by frame. Owned by one thread.</summary>
internal sealed class SignalCheck
{
    private const double FullScale = 32768;

    private readonly SignalHealth _health = new();
    private long _samples;
    private long _sum;
    private long _energy;
    private int _peak;
    private double _clippedShare;
    private MicrophoneFaults _faults;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">20 ms.</param>
    public void Add(ReadOnlySpan<short> frame)
    {
        foreach (int sample in frame)
        {
            _peak = Math.Max(_peak, Math.Abs(sample));
            _sum += sample;
            _energy += (long)sample * sample;
        }

        _samples += frame.Length;
        _health.Add(frame);
        _faults |= _health.Faults;
        _clippedShare = Math.Max(_clippedShare, _health.ClippedShare);
    }

    /// <summary>What the recording is like.</summary>
    public SignalReport Report()
    {
        var mean = _samples == 0 ? 0 : (double)_sum / _samples;
        var meanSquare = _samples == 0 ? 0 : (double)_energy / _samples;
        // A second of digital silence in the middle is no dead microphone; a constant offset is no sound.
        var faults = _faults & ~MicrophoneFaults.Silent;
        if (_energy == 0) faults |= MicrophoneFaults.Silent;
        return new(
            (double)_samples / AudioFormat.SampleRate,
            Decibels(_peak / FullScale),
            Decibels(Math.Sqrt(Math.Max(0, meanSquare - (mean * mean))) / FullScale),
            mean / FullScale,
            _clippedShare,
            faults);
    }

    private static double Decibels(double amplitude) => Math.Max(AudioLevel.FloorDb, 20 * Math.Log10(amplitude));
}
