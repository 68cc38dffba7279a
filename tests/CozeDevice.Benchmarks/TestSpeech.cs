using CozeDevice.Audio;

namespace CozeDevice.Benchmarks;

/// <summary>A voice-like sound: a gliding tone with harmonics and a syllable rhythm, so that codecs have to work.</summary>
internal static class TestSpeech
{
    public static short[] Make(int seconds)
    {
        var samples = new short[seconds * AudioFormat.SampleRate];
        double phase = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            phase += 2 * Math.PI * (180 + (40 * Math.Sin(i / 9_000.0))) / AudioFormat.SampleRate;
            double sum = 0;
            for (var k = 1; k <= 12; k++) sum += Math.Sin(k * phase) / k;
            samples[i] = (short)(5_000 * sum * (0.55 + (0.45 * Math.Sin(2 * Math.PI * i / 4_000.0))));
        }

        return samples;
    }
}
