using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>What a recording is like.</summary>
/// <param name="Seconds">Its length.</param>
/// <param name="PeakDb">The loudest sample, in decibels below full scale; −96 is digital silence.</param>
/// <param name="RmsDb">The root of the mean square without the constant part, in decibels below full scale.</param>
/// <param name="Offset">The constant part as a share of full scale, −1 to 1.</param>
/// <param name="ClippedShare">Share of samples cut off at full scale in the worst second, 0 to 1.</param>
/// <param name="Faults">What is wrong with it.</param>
internal sealed record SignalReport(
    double Seconds, double PeakDb, double RmsDb, double Offset, double ClippedShare, MicrophoneFaults Faults)
{
    // A voice in a room has −45 to −20 dB; the noise of an open microphone alone −75 to −55.
    private const double QuietDb = -50;

    /// <summary>Whether nobody can have spoken into a microphone whose gain is right.</summary>
    public bool IsQuiet => RmsDb < QuietDb;
}
