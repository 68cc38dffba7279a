namespace CozeDevice.Tests.Support.Audio;

/// <summary>Test sounds and what to measure on them.</summary>
internal static class Signal
{
    public static short[] Sine(int rate, double hertz, int samples, double amplitude = 16_000)
    {
        var result = new short[samples];
        for (var i = 0; i < samples; i++) result[i] = (short)Math.Round(amplitude * Math.Sin(2 * Math.PI * hertz * i / rate));
        return result;
    }

    public static short[] Noise(int samples, int seed = 1, int amplitude = 30_000)
    {
        var random = new Random(seed);
        var result = new short[samples];
        for (var i = 0; i < samples; i++) result[i] = (short)random.Next(-amplitude, amplitude + 1);
        return result;
    }

    /// <summary>Something like the voice of a child: a gliding tone with harmonics and a syllable rhythm.</summary>
    public static short[] Voice(int samples)
    {
        var result = new short[samples];
        double phase = 0;
        for (var i = 0; i < samples; i++)
        {
            phase += 2 * Math.PI * (300 + (60 * Math.Sin(i / 9_000.0))) / 16_000;
            double sum = 0;
            for (var k = 1; k <= 12; k++) sum += Math.Sin(k * phase) / k;
            result[i] = (short)(5_000 * sum * (0.55 + (0.45 * Math.Sin(2 * Math.PI * i / 4_000.0))));
        }

        return result;
    }

    /// <summary>Amplitude of one frequency, by correlation with a windowed sine and cosine.</summary>
    public static double Amplitude(ReadOnlySpan<short> samples, int rate, double hertz)
    {
        double re = 0, im = 0, weight = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var window = 0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / samples.Length));
            re += window * samples[i] * Math.Cos(2 * Math.PI * hertz * i / rate);
            im += window * samples[i] * Math.Sin(2 * Math.PI * hertz * i / rate);
            weight += window;
        }

        return 2 * Math.Sqrt((re * re) + (im * im)) / weight;
    }

    /// <summary>Normalised correlation, −1 to 1.</summary>
    public static double Correlation(ReadOnlySpan<short> a, ReadOnlySpan<short> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
