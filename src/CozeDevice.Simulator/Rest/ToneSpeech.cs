using System.Buffers.Binary;
using System.Text;

namespace CozeDevice.Simulator.Rest;

/// <summary>Stands in for speech: a short tone for each letter, a pause for each space.</summary>
internal static class ToneSpeech
{
    private const double LetterSeconds = 0.07;
    private const double IdeographSeconds = 0.18;
    private const double PauseSeconds = 0.12;
    private const double Amplitude = 6000;
    private const double LowestHz = 140;
    private const int Pitches = 25;
    private const int FirstIdeograph = 0x2E80;

    /// <summary>Speaks a text.</summary>
    /// <param name="text">What to say.</param>
    /// <param name="rate">Samples in a second.</param>
    /// <param name="speed">1 is normal, 2 is twice as fast.</param>
    /// <param name="loudness">1 is normal, 2 is twice as loud.</param>
    /// <returns>Little-endian 16-bit mono samples.</returns>
    internal static byte[] Render(string text, int rate, double speed = 1, double loudness = 1)
    {
        var samples = 0;
        foreach (var rune in text.EnumerateRunes()) samples += Length(rune, rate, speed);

        var pcm = new byte[samples * 2];
        var rest = pcm.AsSpan();
        foreach (var rune in text.EnumerateRunes())
        {
            var length = Length(rune, rate, speed);
            if (Rune.IsLetterOrDigit(rune)) Tone(rest[..(length * 2)], Pitch(rune), rate, Amplitude * loudness);
            rest = rest[(length * 2)..];
        }

        return pcm;
    }

    private static int Length(Rune rune, int rate, double speed)
    {
        var seconds = rune switch
        {
            _ when !Rune.IsLetterOrDigit(rune) => PauseSeconds,
            { Value: >= FirstIdeograph } => IdeographSeconds,
            _ => LetterSeconds,
        };
        return (int)(seconds * rate / speed);
    }

    private static double Pitch(Rune rune) => LowestHz * Math.Pow(2, rune.Value % Pitches / 12.0);

    private static void Tone(Span<byte> pcm, double hertz, int rate, double amplitude)
    {
        var count = pcm.Length / 2;
        for (var i = 0; i < count; i++)
        {
            // Rises from and falls to silence, so that neighbours join without a click; an overtone makes it a voice.
            var envelope = Math.Sin(Math.PI * i / count);
            var phase = 2 * Math.PI * hertz * i / rate;
            var value = amplitude * envelope * (Math.Sin(phase) + (0.4 * Math.Sin(2 * phase)));
            var sample = (short)Math.Clamp(value, short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(pcm[(i * 2)..], sample);
        }
    }
}
