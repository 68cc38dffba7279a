using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Synthesised utterances with pauses and noise. A word begins and ends where it is 30 dB below its loudest sample: what
/// is softer is inaudible beside it.</summary>
internal static class SpeechInNoise
{
    /// <summary>White, pink, and a fan with its hum.</summary>
    public static readonly string[] Noises = ["white", "pink", "fan"];

    private const int PhrasesPerVoice = 3;

    private const double RoomLevel = 5_000;

    private static readonly Lazy<Dictionary<string, short[][]>> Phrases = new(Read);

    // Made once, and every utterance begins somewhere in it.
    private static readonly Lazy<Dictionary<string, short[]>> Rooms = new(static () =>
        Noises.ToDictionary(static kind => kind, static kind => Noise(kind, AudioFormat.Samples(40_000), RoomLevel, new Random(kind.Length))));

    public static IReadOnlyList<string> Voices => [.. Phrases.Value.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Half a second of the room, three phrases with a pause between them, two seconds of the room.</summary>
    /// <returns>The sound, and the index of the sample behind the last word.</returns>
    public static (short[] Sound, int LastWord) Utterance(string voice, int pauseMs, double snrDb, string noise, int seed)
    {
        List<short> sound = [.. new short[AudioFormat.Samples(500)]];
        double energy = 0;
        int spoken = 0, lastWord = 0;
        foreach (var phrase in Phrases.Value[voice])
        {
            if (lastWord > 0) sound.AddRange(new short[AudioFormat.Samples(pauseMs)]);
            sound.AddRange(phrase);
            lastWord = sound.Count;
            spoken += phrase.Length;
            foreach (double sample in phrase) energy += sample * sample;
        }

        sound.AddRange(new short[AudioFormat.Samples(2_000)]);
        var level = Math.Sqrt(energy / spoken) / Math.Pow(10, snrDb / 20);
        var noises = Rooms.Value[noise];
        var from = new Random(seed).Next(noises.Length);
        for (var i = 0; i < sound.Count; i++)
        {
            var sample = sound[i] + (level / RoomLevel * noises[(from + i) % noises.Length]);
            sound[i] = (short)Math.Clamp(sample, short.MinValue, short.MaxValue);
        }

        return ([.. sound], lastWord);
    }

    /// <summary>Noise of one kind at a level (root of the mean square).</summary>
    public static short[] Noise(string kind, int samples, double level, Random random)
    {
        var noise = new double[samples];
        double a = 0, b = 0, c = 0, square = 0;
        for (var i = 0; i < samples; i++)
        {
            var white = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            switch (kind)
            {
                case "white":
                    noise[i] = white;
                    break;
                case "pink":
                    a = (0.99765 * a) + (white * 0.0990460);
                    b = (0.96300 * b) + (white * 0.2965164);
                    c = (0.57000 * c) + (white * 1.0526913);
                    noise[i] = a + b + c + (white * 0.1848);
                    break;
                default:
                    a = (0.995 * a) + (white * 0.1);
                    noise[i] = a + (0.05 * white) + (0.5 * Hum(100, i)) + (0.2 * Hum(300, i));
                    break;
            }

            square += noise[i] * noise[i];
        }

        var gain = level / Math.Sqrt(square / samples);
        return [.. noise.Select(sample => (short)Math.Clamp(sample * gain, short.MinValue, short.MaxValue))];
    }

    private static double Hum(int hertz, int sample) => Math.Sin(2 * Math.PI * hertz * sample / AudioFormat.SampleRate);

    private static Dictionary<string, short[][]> Read()
    {
        var voices = Directory.GetFiles(RepositoryRoot.File("tests/speech/phrases"), "*.wav")
            .Order(StringComparer.Ordinal)
            .GroupBy(file => Path.GetFileNameWithoutExtension(file)[..^2])
            .ToDictionary(voice => voice.Key, voice => voice.Select(file => Trimmed(WavFile.Read(file).ToHouseRate())).ToArray());
        Xunit.Assert.All(voices, voice => Xunit.Assert.Equal(PhrasesPerVoice, voice.Value.Length));
        return voices;
    }

    private static short[] Trimmed(short[] phrase)
    {
        var least = phrase.Max(sample => Math.Abs((int)sample)) / 31.6;
        var first = Array.FindIndex(phrase, sample => Math.Abs((int)sample) > least);
        var last = Array.FindLastIndex(phrase, sample => Math.Abs((int)sample) > least);
        return phrase[first..(last + 1)];
    }
}
