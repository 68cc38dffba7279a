using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class ClockCheckTests
{
    private static readonly DateTimeOffset Built = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CertificateDates Dates = new(
        new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("1970-01-01", false, "the clock of this board says 1970-01-01 00:00 UTC, but this program is of 2026-05-01 00:00 UTC")]
    [InlineData("2026-04-30", true, "the clock of this board says 2026-04-30 00:00 UTC, but this program is of 2026-05-01 00:00 UTC")]
    [InlineData("2026-05-02", true, "says 2026-05-02 00:00 UTC, but the certificate of the service begins on 2026-06-01 00:00 UTC")]
    [InlineData("2027-01-01", true, "says 2027-01-01 00:00 UTC, but the certificate of the service ended on 2026-09-01 00:00 UTC")]
    public void A_wrong_clock_is_told_with_its_date_and_what_would_be_right(string now, bool isDated, string said)
    {
        string? told = ClockCheck.Describe(At(now), Built, isDated ? Dates : null);

        Assert.Contains(said, told, StringComparison.Ordinal);
        Assert.Contains("NTP", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-05-02", false)]
    [InlineData("2026-07-01", true)]
    [InlineData("2036-01-01", false)]
    public void A_clock_that_may_be_right_is_not_blamed(string now, bool isDated) =>
        Assert.Null(ClockCheck.Describe(At(now), Built, isDated ? Dates : null));

    [Fact]
    public void A_program_whose_own_date_is_nonsense_does_not_make_1970_right() =>
        Assert.NotNull(ClockCheck.Describe(At("1999-01-01"), At("1970-01-01"), null));

    private static DateTimeOffset At(string day) =>
        DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
