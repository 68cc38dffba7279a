using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>The click whose way is measured: 40 ms that glide from 800 Hz to 6 kHz.</summary>
/// <remarks>A glide can be found in noise that is louder than itself, which a real click cannot, and a small speaker plays it
/// undistorted. It fills whole frames, so it begins where a frame begins.</remarks>
internal static class ClickSignal
{
    private const int Frames = 2;
    private const double LowHertz = 800;
    private const double HighHertz = 6_000;
    private const double Amplitude = 16_384; // −6 dBFS
    private const double EdgeShare = 0.1;

    /// <summary>The click at the rate of the house.</summary>
    public static short[] Create()
    {
        var samples = new short[Frames * AudioFormat.FrameSamples];
        var seconds = samples.Length / (double)AudioFormat.SampleRate;
        var slope = (HighHertz - LowHertz) / seconds;
        for (var i = 0; i < samples.Length; i++)
        {
            var t = i / (double)AudioFormat.SampleRate;
            var phase = 2 * Math.PI * ((LowHertz * t) + (slope * t * t / 2));
            samples[i] = (short)Math.Round(Amplitude * Edge(i / (double)samples.Length) * Math.Sin(phase));
        }

        return samples;
    }

    // Raised cosines at both ends.
    private static double Edge(double position)
    {
        var toEnd = Math.Min(position, 1 - position) / EdgeShare;
        return toEnd >= 1 ? 1 : (1 - Math.Cos(Math.PI * toEnd)) / 2;
    }
}
