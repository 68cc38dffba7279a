using System.Globalization;

namespace CozeDevice.Link;

/// <summary>From when to when a certificate is valid.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The last moment.</param>
internal sealed record CertificateDates(DateTimeOffset From, DateTimeOffset To);

/// <summary>Tells a wrong clock from a wrong certificate when TLS failed. Pure.</summary>
internal static class ClockCheck
{
    /// <summary>No program of this kind was built before.</summary>
    public static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is wrong with the clock, as one line with its date and what would be right; null when it is not to blame.</summary>
    /// <param name="now">The clock of this board.</param>
    /// <param name="built">When this program was built: the clock cannot be earlier.</param>
    /// <param name="certificate">The dates of a certificate that was refused for them alone, or null.</param>
    public static string? Describe(DateTimeOffset now, DateTimeOffset built, CertificateDates? certificate)
    {
        DateTimeOffset least = built > Earliest ? built : Earliest;
        if (now < least)
        {
            return $"the clock of this board says {Day(now)}, but this program is of {Day(least)}: "
                + "no certificate is valid yet; set the clock, best by NTP (timedatectl set-ntp true)";
        }
        if (certificate is not { } dates)
            return null;
        if (now < dates.From)
        {
            return $"the clock of this board says {Day(now)}, but the certificate of the service begins on {Day(dates.From)}: "
                + "set the clock, best by NTP (timedatectl set-ntp true)";
        }
        return now <= dates.To
            ? null
            : $"the clock of this board says {Day(now)}, but the certificate of the service ended on {Day(dates.To)}: "
                + "set the clock, best by NTP (timedatectl set-ntp true), unless it is right and the service must renew it";
    }

    private static string Day(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
