namespace CozeDevice.Tests.Simulator;

/// <summary>Configurations and sounds tests use often.</summary>
internal static class Requests
{
    public const string Pcm16 = """
        {"input_audio":{"format":"pcm","codec":"pcm","sample_rate":16000,"channel":1,"bit_depth":16},
         "output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000}}}
        """;

    /// <summary>A tone as 16-bit samples.</summary>
    public static short[] Tone(int sampleRate, int milliseconds, double hertz = 440, double amplitude = 8000)
    {
        short[] samples = new short[sampleRate * milliseconds / 1000];
        for (int index = 0; index < samples.Length; index++)
        {
            samples[index] = (short)(amplitude * Math.Sin(2 * Math.PI * hertz * index / sampleRate));
        }

        return samples;
    }

    public static byte[] Bytes(short[] samples)
    {
        byte[] bytes = new byte[samples.Length * 2];
        Buffer.BlockCopy(samples, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    public static byte[] Noise(int bytes, int seed = 1)
    {
        byte[] noise = new byte[bytes];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
