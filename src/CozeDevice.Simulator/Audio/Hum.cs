using System.Text;

namespace CozeDevice.Simulator.Audio;

/// <summary>The simulator's voice: one short tone for each character of a text, a pause for each space or mark.</summary>
/// <remarks>There is no speech synthesis here; the same text always makes the same sound, of a length that depends
/// on the text.</remarks>
internal static class Hum
{
    private const int SampleRate = 24000;
    private const int CharacterMs = 80;
    private const int LongestCharacters = 60_000 / CharacterMs;
    private const double Amplitude = 6000;

    /// <summary>Hums a text.</summary>
    /// <param name="text">What to hum.</param>
    /// <param name="speed">1 is normal, 2 is twice as fast.</param>
    /// <param name="loudness">1 is normal, 2 is twice as loud; that is still far from clipping.</param>
    internal static Speech Say(string text, double speed = 1, double loudness = 1)
    {
        int length = (int)(SampleRate * CharacterMs / 1000 / speed);
        Rune[] characters = [.. text.EnumerateRunes().Take(LongestCharacters)];
        short[] samples = new short[Math.Max(1, characters.Length) * length];
        for (int index = 0; index < characters.Length; index++)
        {
            Rune character = characters[index];
            if (Rune.IsLetterOrDigit(character))
            {
                double frequency = 180 + (character.Value * 37 % 320);
                Tone(samples.AsSpan(index * length, length), frequency, Amplitude * loudness);
            }
        }

        return new Speech(samples, SampleRate);
    }

    private static void Tone(Span<short> samples, double frequency, double amplitude)
    {
        for (int index = 0; index < samples.Length; index++)
        {
            double envelope = Math.Sin(Math.PI * index / samples.Length);
            double phase = 2 * Math.PI * frequency * index / SampleRate;
            samples[index] = (short)(amplitude * envelope * (Math.Sin(phase) + (0.3 * Math.Sin(2 * phase))));
        }
    }
}
