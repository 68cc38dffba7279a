namespace CozeDevice.Tests.EndToEnd;

/// <summary>How alike two sounds are once they are laid over each other.</summary>
internal static class Similarity
{
    /// <summary>The shift of <paramref name="heard"/> against <paramref name="spoken"/> with the largest correlation, and
    /// that correlation (1 = the same shape).</summary>
    public static (int Lag, double Correlation) Align(short[] spoken, short[] heard, int maxLag)
    {
        (int Lag, double Correlation) best = (0, -1);
        for (int lag = -maxLag; lag <= maxLag; lag++)
        {
            double ab = 0, aa = 0, bb = 0;
            for (int i = Math.Max(0, -lag); i < Math.Min(spoken.Length, heard.Length - lag); i++)
            {
                ab += (double)spoken[i] * heard[i + lag];
                aa += (double)spoken[i] * spoken[i];
                bb += (double)heard[i + lag] * heard[i + lag];
            }
            double correlation = ab / Math.Sqrt(Math.Max(1, aa) * Math.Max(1, bb));
            if (correlation > best.Correlation)
                best = (lag, correlation);
        }
        return best;
    }

    /// <summary>Signal to noise in dB of what was heard.</summary>
    public static double Snr(short[] spoken, short[] heard)
    {
        double signal = 0, noise = 0;
        for (int i = 0; i < Math.Min(spoken.Length, heard.Length); i++)
        {
            signal += (double)spoken[i] * spoken[i];
            noise += Math.Pow(spoken[i] - heard[i], 2);
        }
        return 10 * Math.Log10(signal / Math.Max(noise, 1e-9));
    }
}
