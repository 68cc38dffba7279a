using CozeDevice.Account;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class TokenLifetimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(900, 900)]
    [InlineData(1, 1)]
    [InlineData(999_999_999, 400 * 86_400)]
    public void A_small_number_is_a_duration(long written, double seconds) =>
        Assert.Equal(seconds, TokenLifetime.Of(written, null, Now).TotalSeconds);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24)]
    public void A_point_in_time_is_measured_by_the_clock_of_the_service(int hoursOff)
    {
        long expires = Now.AddMinutes(15).ToUnixTimeSeconds();
        Assert.Equal(900, TokenLifetime.Of(expires, Now, Now.AddHours(hoursOff)).TotalSeconds);
    }

    [Theory]
    [InlineData(1)] // ahead: it would have ended already
    [InlineData(-24 * 500)] // behind by years: it would never end
    public void Without_the_services_clock_what_cannot_be_becomes_the_usual_quarter_of_an_hour(int hoursOff) =>
        Assert.Equal(TokenLifetime.Usual, TokenLifetime.Of(Now.AddMinutes(15).ToUnixTimeSeconds(), null, Now.AddHours(hoursOff)));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Nonsense_becomes_the_usual(long written) =>
        Assert.Equal(TokenLifetime.Usual, TokenLifetime.Of(written, Now, Now));

    [Theory]
    [InlineData(121, 900, false)]
    [InlineData(119, 900, true)]
    [InlineData(0, 900, true)]
    [InlineData(31, 60, false)]
    [InlineData(29, 60, true)]
    public void A_token_is_due_two_minutes_before_its_end_and_a_short_one_at_half_its_life(int left, int lifetime, bool isDue) =>
        Assert.Equal(isDue, TokenLifetime.IsDue(TimeSpan.FromSeconds(left), TimeSpan.FromSeconds(lifetime)));
}
