using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>What is measured on an echo canceller. Times are seconds from the first sample.</summary>
internal static class EchoMeasures
{
    /// <summary>ERLE, in decibels.</summary>
    public static double Attenuation(short[] heard, short[] left, double from, double to) =>
        10 * Math.Log10(Power(heard, from, to) / Power(left, from, to));

    /// <summary>How much of a person's voice is left, in decibels: the part of the output that looks like it.</summary>
    public static double NearGain(short[] left, short[] near, double from, double to)
    {
        double product = 0, power = 0;
        for (var i = At(from); i < At(to); i++)
        {
            product += (double)left[i] * near[i];
            power += (double)near[i] * near[i];
        }

        return 20 * Math.Log10(product / power);
    }

    private static int At(double seconds) => (int)(seconds * AudioFormat.SampleRate);

    private static double Power(short[] samples, double from, double to)
    {
        double sum = 0;
        for (var i = At(from); i < At(to); i++) sum += (double)samples[i] * samples[i];
        return sum;
    }
}
