namespace CozeDevice.Audio;

/// <summary>The coefficients of one rate conversion, sorted by phase.</summary>
internal sealed class ResamplerFilter
{
    private const double StopbandDb = 80; // 70 are promised; the rest is room for the rounding to 16 bits
    private const double Passband = 0.45; // of the lower rate
    private const double Stopband = 0.5;
    private const int TapMultiple = 16; // lets the inner loop run without a remainder

    private readonly float[] _phases;

    private ResamplerFilter(int up, int down, int taps, int delay, float[] phases) =>
        (Up, Down, Taps, Delay, _phases) = (up, down, taps, delay, phases);

    /// <summary>Output samples per <see cref="Down"/> input samples.</summary>
    public int Up { get; }

    /// <summary>Input samples per <see cref="Up"/> output samples.</summary>
    public int Down { get; }

    /// <summary>Coefficients per phase.</summary>
    public int Taps { get; }

    /// <summary>Group delay in output samples.</summary>
    public int Delay { get; }

    /// <summary>Coefficients of one phase, oldest sample first.</summary>
    /// <param name="phase">0 to <see cref="Up"/> − 1.</param>
    public ReadOnlySpan<float> Phase(int phase) => _phases.AsSpan(phase * Taps, Taps);

    /// <summary>Designs the filter at the common multiple of both rates.</summary>
    /// <param name="inputRate">In hertz.</param>
    /// <param name="outputRate">In hertz.</param>
    public static ResamplerFilter Design(int inputRate, int outputRate)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(inputRate, outputRate);
        var (up, down) = (outputRate / divisor, inputRate / divisor);
        var commonRate = (double)inputRate * up;
        var lowerRate = Math.Min(inputRate, outputRate);

        // Kaiser's estimate of the length, then rounded up so that the delay is a whole number of output samples.
        var transition = 2 * Math.PI * (Stopband - Passband) * lowerRate / commonRate;
        var halfLength = (StopbandDb - 7.95) / (2.285 * transition) / 2;
        var delay = (int)Math.Ceiling(halfLength / down);
        var half = delay * down;
        var taps = ((2 * half) + up) / up;
        taps = (taps + TapMultiple - 1) / TapMultiple * TapMultiple;

        var cutoff = (Passband + Stopband) / 2 * lowerRate / commonRate; // cycles per sample of the common rate
        var beta = 0.1102 * (StopbandDb - 8.7);
        var phases = new float[up * taps];
        for (var phase = 0; phase < up; phase++) DesignPhase(phases.AsSpan(phase * taps, taps), phase, up, half, cutoff, beta);
        return new ResamplerFilter(up, down, taps, delay, phases);
    }

    private static void DesignPhase(Span<float> taps, int phase, int up, int half, double cutoff, double beta)
    {
        Span<double> exact = stackalloc double[taps.Length];
        double sum = 0;
        for (var k = 0; k < taps.Length; k++)
        {
            var offset = phase + (k * up) - half;
            exact[k] = Math.Abs(offset) > half ? 0 : Sinc(2 * cutoff * offset) * Kaiser((double)offset / half, beta);
            sum += exact[k];
        }

        // Each phase passes a constant unchanged, so the phases do not modulate one another.
        for (var k = 0; k < taps.Length; k++) taps[^(k + 1)] = (float)(exact[k] / sum);
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static double Kaiser(double x, double beta) => Bessel(beta * Math.Sqrt(Math.Max(0, 1 - (x * x)))) / Bessel(beta);

    /// <summary>Modified Bessel function of the first kind, order 0, by its power series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-12; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
