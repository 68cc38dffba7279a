namespace CozeDevice.Simulator.Audio;

/// <summary>Changes the sample rate of a whole recording by a windowed sinc.</summary>
internal static class Resampler
{
    private const int ZeroCrossings = 16;

    // A little below the lower Nyquist frequency, so that the transition band ends there.
    private const double Cutoff = 0.92;

    /// <summary>Converts mono samples; equal rates return the input itself, so nothing is lost.</summary>
    internal static short[] Convert(short[] input, int fromRate, int toRate)
    {
        if (fromRate == toRate || input.Length == 0)
        {
            return input;
        }

        int divisor = GreatestCommonDivisor(fromRate, toRate);
        int up = toRate / divisor;
        int down = fromRate / divisor;
        double bandwidth = Cutoff * Math.Min(1.0, (double)toRate / fromRate);
        int reach = (int)Math.Ceiling(ZeroCrossings / bandwidth);
        double[][] filters = new double[up][];
        for (int phase = 0; phase < up; phase++)
        {
            filters[phase] = Filter((double)phase / up, bandwidth, reach);
        }

        short[] output = new short[(int)((long)input.Length * up / down)];
        for (int index = 0; index < output.Length; index++)
        {
            long position = (long)index * down;
            int first = (int)(position / up) - reach + 1;
            double[] filter = filters[position % up];
            int from = Math.Max(0, -first);
            int to = Math.Min(filter.Length, input.Length - first);
            double sum = 0;
            for (int tap = from; tap < to; tap++)
            {
                sum += filter[tap] * input[first + tap];
            }

            output[index] = (short)Math.Clamp(Math.Round(sum), short.MinValue, short.MaxValue);
        }

        return output;
    }

    // Taps for the input samples floor(t) - reach + 1 … floor(t) + reach, t having the given fraction.
    private static double[] Filter(double fraction, double bandwidth, int reach)
    {
        double[] taps = new double[2 * reach];
        double sum = 0;
        for (int tap = 0; tap < taps.Length; tap++)
        {
            double distance = tap - reach + 1 - fraction;
            double window = 0.5 + (0.5 * Math.Cos(Math.PI * distance / reach));
            taps[tap] = bandwidth * Sinc(distance * bandwidth) * window;
            sum += taps[tap];
        }

        // Constant input stays constant at every phase.
        for (int tap = 0; tap < taps.Length; tap++)
        {
            taps[tap] /= sum;
        }

        return taps;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
