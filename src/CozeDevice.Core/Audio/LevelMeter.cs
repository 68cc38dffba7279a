namespace CozeDevice.Audio;

/// <summary>Measures loudness. Stateless; allocates nothing.</summary>
public static class LevelMeter
{
    private const double FullScale = 32768;

    /// <summary>The level of a piece of sound.</summary>
    /// <param name="samples">Any number of samples; none are silence.</param>
    public static AudioLevel Measure(ReadOnlySpan<short> samples)
    {
        var peak = 0;
        long energy = 0;
        foreach (int sample in samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
            energy += (long)sample * sample;
        }

        return energy == 0
            ? AudioLevel.Silence
            : new AudioLevel(Decibels(peak / FullScale), Decibels(Math.Sqrt((double)energy / samples.Length) / FullScale));
    }

    private static float Decibels(double amplitude) => (float)Math.Max(AudioLevel.FloorDb, 20 * Math.Log10(amplitude));
}
