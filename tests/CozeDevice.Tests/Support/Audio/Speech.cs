using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>Real (synthesised) speech: the prompts of the device, one behind the other.</summary>
internal static class Speech
{
    /// <summary>Speech without an end, 16 kHz.</summary>
    /// <param name="language">A folder of prompts.</param>
    /// <param name="seconds">How much.</param>
    public static short[] Of(string language, double seconds)
    {
        var all = Directory.GetFiles(RepositoryRoot.File($"src/CozeDevice/Prompts/{language}"), "*.wav").Order(StringComparer.Ordinal)
            .SelectMany(path => WavFile.Read(path).ToHouseRate()).ToArray();
        var result = new short[(int)(seconds * AudioFormat.SampleRate)];
        for (var i = 0; i < result.Length; i++) result[i] = all[i % all.Length];
        return result;
    }
}
