using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class BounceStatisticsTests
{
    private readonly BounceStatistics _statistics = new();

    [Fact]
    public void A_press_with_bounces_is_one_move()
    {
        Add(0, 0.4, 2.4, 2.6, /* released */ 500, 500.2);

        Assert.Equal((6, 2, 4), (_statistics.Edges, _statistics.Moves, _statistics.Bounces));
        Assert.Equal(0.2, _statistics.MinInterval!.Value.TotalMilliseconds, 3);
        Assert.Equal(2.0, _statistics.MaxInterval!.Value.TotalMilliseconds, 3);
        Assert.Equal(2.6, _statistics.LongestBurst.TotalMilliseconds, 3);
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(2.0, 3)]
    [InlineData(7.0, 11)]
    [InlineData(39.0, 59)]
    public void The_quiet_time_outlasts_the_longest_bounce_with_a_reserve(double interval, int milliseconds)
    {
        Add(0, interval);

        Assert.Equal(milliseconds, _statistics.SuggestedDebounceMs);
    }

    [Fact]
    public void A_contact_that_does_not_bounce_keeps_the_default()
    {
        Add(0, 100, 300, 500);

        Assert.Null(_statistics.MaxInterval);
        Assert.Equal(5, _statistics.SuggestedDebounceMs);
    }

    private void Add(params double[] milliseconds)
    {
        foreach (double ms in milliseconds) _statistics.Add(TimeSpan.FromMilliseconds(ms));
    }
}
