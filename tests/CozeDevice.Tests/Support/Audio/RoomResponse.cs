using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>How a room answers a click: the direct way, then reflections that fall by 60 dB in a quarter of a second.</summary>
internal static class RoomResponse
{
    private const double Rt60Seconds = 0.25;

    /// <summary>The response at 16 kHz, without the way to the microphone.</summary>
    /// <param name="gain">Of white noise: 0.5 is −6 dB.</param>
    public static float[] Create(double gain)
    {
        var random = new Random(11);
        var length = (int)(Rt60Seconds * AudioFormat.SampleRate);
        var response = new double[length];
        response[0] = 1;
        for (var i = 32; i < length; i++)
            response[i] = 0.15 * ((2 * random.NextDouble()) - 1) * Math.Pow(10, -3.0 * i / length);
        HighPass(response); // a small speaker
        var scale = gain / Math.Sqrt(response.Sum(x => x * x));
        return [.. response.Select(x => (float)(x * scale))];
    }

    private static void HighPass(double[] samples)
    {
        var pole = Math.Exp(-2 * Math.PI * 250 / AudioFormat.SampleRate);
        double last = 0, filtered = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            filtered = (pole * filtered) + samples[i] - last;
            (last, samples[i]) = (samples[i], filtered);
        }
    }
}
