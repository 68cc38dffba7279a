namespace CozeDevice.Terminal;

/// <summary>How bright the drawn LED is at a moment: the rhythm of a pattern by its name.</summary>
internal static class LedRhythm
{
    private const double On = 1;
    private const double Off = 0;

    /// <summary>The brightness, 0 to 1. An unknown name is steady light.</summary>
    /// <param name="pattern">The name of the pattern.</param>
    /// <param name="elapsed">Time since the pattern began.</param>
    public static double Level(string pattern, TimeSpan elapsed)
    {
        var ms = elapsed.TotalMilliseconds;
        return pattern switch
        {
            "off" or "ready" => Off,
            _ when pattern.Contains("fault", StringComparison.Ordinal) => Blinks(ms, 2, 1500),
            _ when pattern.StartsWith("listening_", StringComparison.Ordinal) => ms % 1000 < 850 ? On : Off,
            _ when pattern.StartsWith("need_auth", StringComparison.Ordinal) => Blinks(ms, 4, 3000),
            _ when pattern.StartsWith("offline", StringComparison.Ordinal) => Blinks(ms, OfflineBlinks(pattern), 3000),
            "updating" => ms % 100 < 50 ? On : Off,
            "finishing" or "thinking" => Wave(ms, 1000),
            "acting" => Wave(ms, 500),
            "speaking" => Wave(ms, 2000),
            "prompting" => ms < 900 ? Blinks(ms, 3, 900) : Wave(ms, 2000),
            "connecting" or "configuring" => Wave(ms, 3000),
            "muted" => ms % 4000 < 100 ? On : Off,
            "starting" => Wave(ms, 1000),
            _ => On,
        };
    }

    private static int OfflineBlinks(string pattern)
    {
        if (pattern.EndsWith("dns", StringComparison.Ordinal)) return 3;
        return pattern.EndsWith("network", StringComparison.Ordinal) ? 1 : 5;
    }

    // So many short flashes at the beginning of each period.
    private static double Blinks(double ms, int count, double period)
    {
        const double Flash = 300;
        var within = ms % period;
        return within < count * Flash && within % Flash < Flash / 2 ? On : Off;
    }

    private static double Wave(double ms, double period) => 0.5 - (0.5 * Math.Cos(2 * Math.PI * ms / period));
}
