using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>A short melody that any speaker can play: three notes that rise, with soft edges.</summary>
internal static class Tone
{
    private const double Amplitude = 8_192; // −12 dBFS: clear, and no shock from a speaker at full volume
    private const int NoteMs = 400;
    private const int EdgeMs = 10;
    private static readonly double[] Notes = [523.25, 659.25, 783.99]; // C5, E5, G5: small speakers have nothing lower

    /// <summary>The melody at the rate of the house.</summary>
    public static short[] Create()
    {
        var note = AudioFormat.Samples(NoteMs);
        var samples = new short[note * Notes.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            var (index, at) = Math.DivRem(i, note);
            var phase = 2 * Math.PI * Notes[index] * at / AudioFormat.SampleRate;
            samples[i] = (short)Math.Round(Amplitude * Edge(at, note) * Math.Sin(phase));
        }

        return samples;
    }

    // Rises and falls in 10 ms, so that no note clicks.
    private static double Edge(int at, int length) =>
        Math.Min(1, Math.Min(at, length - at) / (double)AudioFormat.Samples(EdgeMs));
}
