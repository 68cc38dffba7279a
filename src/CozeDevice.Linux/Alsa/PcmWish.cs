using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>What a device is asked for, best first.</summary>
internal static class PcmWish
{
    /// <summary>More channels than that are an interface for a studio.</summary>
    internal const int MostChannels = 8;

    // Above the house rate the numbers that divide well come first; below it speech loses its consonants.
    private static readonly int[] Ranking = [AudioFormat.SampleRate, 48_000, 32_000, 24_000, 44_100, 22_050, 12_000, 8_000];

    /// <summary>Rates of our own converter, the house rate first.</summary>
    internal static ReadOnlySpan<int> Rates => Ranking;

    /// <summary>Frames between two wake-ups: the frame of the house.</summary>
    /// <param name="rate">Of the device, in hertz.</param>
    internal static int Period(int rate) => rate * AudioFormat.FrameMs / 1000;

    /// <summary>Frames the device should hold.</summary>
    /// <remarks>Capture: 200 ms, so that a pause of the collector or of the scheduler loses nothing. Playback: 120 ms, of which 80 are
    /// filled (<see cref="PcmConfig.Room"/>); the rest takes the silence behind the last sample.</remarks>
    /// <param name="direction">Which half.</param>
    /// <param name="rate">Of the device, in hertz.</param>
    internal static int Buffer(AudioDirection direction, int rate) =>
        (direction == AudioDirection.Capture ? 10 : 6) * Period(rate);

    /// <summary>The number of channels to take.</summary>
    /// <param name="hasMono">Whether the device takes one.</param>
    /// <param name="least">The fewest it takes.</param>
    /// <returns>0 if none will do.</returns>
    internal static int Channels(bool hasMono, int least) => hasMono ? 1 : least is >= 1 and <= MostChannels ? least : 0;
}
