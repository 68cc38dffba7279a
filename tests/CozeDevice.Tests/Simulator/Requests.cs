namespace CozeDevice.Tests.Simulator;

/// <summary>Configurations and sounds tests use often.</summary>
internal static class Requests
{
    public const string Pcm16 = """
        {"input_audio":{"format":"pcm","codec":"pcm","sample_rate":16000,"channel":1,"bit_depth":16},
         "output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000}}}
        """;

    /// <summary>PCM both ways, and a reply that comes in windows of a second: five frames of 20 ms in each.</summary>
    public const string Paced = """
        {"input_audio":{"format":"pcm","codec":"pcm","sample_rate":16000,"channel":1,"bit_depth":16},
         "output_audio":{"codec":"pcm","pcm_config":{"sample_rate":16000,"frame_size_ms":20,
                         "limit_config":{"period":1,"max_frame_num":5}}}}
        """;

    /// <summary>The <c>data</c> of a user's message.</summary>
    public static string TextMessage(string text, string role = "user") =>
        $$"""{"role":"{{role}}","content_type":"text","content":"{{text}}"}""";

    /// <summary>An <c>input_audio</c> and an <c>output_audio</c> in one configuration.</summary>
    public static string Config(string input, string output, string more = "") =>
        $$"""{"input_audio":{{input}},"output_audio":{{output}}{{(more.Length == 0 ? "" : "," + more)}}}""";

    /// <summary>The types of events, repetitions in a row counted once.</summary>
    public static List<string> Order(IEnumerable<WireEvent> events)
    {
        List<string> types = [];
        foreach (WireEvent read in events)
        {
            if (types.Count == 0 || types[^1] != read.Type)
            {
                types.Add(read.Type);
            }
        }

        return types;
    }

    /// <summary>The payloads of every <c>conversation.audio.delta</c>.</summary>
    public static List<byte[]> Deltas(IEnumerable<WireEvent> events) =>
        [.. events.Where(e => e.Type == "conversation.audio.delta").Select(e => e.Audio)];

    /// <summary>Those payloads in one piece.</summary>
    public static byte[] Heard(IEnumerable<WireEvent> events) => [.. Deltas(events).SelectMany(bytes => bytes)];

    public static short[] Samples(byte[] bytes)
    {
        short[] samples = new short[bytes.Length / 2];
        Buffer.BlockCopy(bytes, 0, samples, 0, samples.Length * 2);
        return samples;
    }

    /// <summary>The best normalized correlation of two sounds over shifts of at most so many samples.</summary>
    public static double Correlation(short[] left, short[] right, int maxShift)
    {
        double best = 0;
        for (int shift = -maxShift; shift <= maxShift; shift++)
        {
            double product = 0, leftEnergy = 1, rightEnergy = 1;
            for (int index = Math.Max(0, -shift); index < left.Length && index + shift < right.Length; index++)
            {
                product += (double)left[index] * right[index + shift];
                leftEnergy += (double)left[index] * left[index];
                rightEnergy += (double)right[index + shift] * right[index + shift];
            }

            best = Math.Max(best, product / Math.Sqrt(leftEnergy * rightEnergy));
        }

        return best;
    }

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
