using System.Globalization;
using CozeDevice.Audio;

namespace CozeDevice.SoundCheck;

/// <summary>Says in words what a recording shows. Pure.</summary>
internal static class SignalVerdict
{
    /// <summary>Everything that is wrong, worst first; one finding <c>good</c> if nothing is.</summary>
    /// <param name="report">What was measured.</param>
    public static IReadOnlyList<Finding> Of(SignalReport report)
    {
        if (report.Seconds == 0) return [new("empty", "empty: nothing was recorded", IsFault: true)];
        if (report.Faults.HasFlag(MicrophoneFaults.Silent)) return [new("silence", "silence: only zeros", IsFault: true)];
        var findings = new List<Finding>();
        if (report.Faults.HasFlag(MicrophoneFaults.Clips))
        {
            findings.Add(new("clips", Text($"clips: {100 * report.ClippedShare:0.#} % of a second was cut off at full scale"), true));
        }

        if (report.Faults.HasFlag(MicrophoneFaults.Offset))
            findings.Add(new("dc_offset", Text($"DC offset: the middle is {100 * report.Offset:0.#} % of full scale away from zero"), true));
        if (report.IsQuiet) findings.Add(new("quiet", Text($"very quiet: {report.RmsDb:0} dBFS; a voice has −45 or more"), false));
        if (findings.Count == 0) findings.Add(new("good", "good", false));
        return findings;
    }

    /// <summary>The figures on one line.</summary>
    public static string Figures(SignalReport report) =>
        Text($"{report.Seconds:0.0} s, peak {report.PeakDb:0.0} dBFS, rms {report.RmsDb:0.0} dBFS");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
