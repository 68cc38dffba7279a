using CozeDevice.SoundCheck;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class LatencySummaryTests
{
    [Fact]
    public void Clicks_that_were_not_heard_do_not_count_into_the_figures()
    {
        var summary = LatencySummary.Of([new(84, 60, 1), new(null, 60, 0), new(80, 61, 1), new(90, 60, 1)]);
        Assert.Equal((4, 3, 80.0, 84.0, 90.0, 60.0), (summary.Runs, summary.Heard, summary.MinMs, summary.MedianMs, summary.MaxMs, summary.ReportedMs));
        Assert.Equal(24, summary.RestMs); // of 24, 19 and 30: click by click, not from the medians
        Assert.True(summary.IsReliable);
    }

    [Fact]
    public void The_median_of_an_even_number_lies_between() =>
        Assert.Equal(85, LatencySummary.Of([new(80, 0, 1), new(90, 0, 1)]).MedianMs);

    [Theory]
    [InlineData(0, 10, false)]
    [InlineData(4, 10, false)]
    [InlineData(5, 10, true)]
    [InlineData(1, 1, true)]
    public void Half_of_the_clicks_must_be_heard(int heard, int runs, bool isReliable)
    {
        LatencyRun[] all = [.. Enumerable.Range(0, runs).Select(i => new LatencyRun(i < heard ? 80 : null, 60, 0))];
        Assert.Equal(isReliable, LatencySummary.Of(all).IsReliable);
    }

    [Fact]
    public void Without_a_click_there_is_nothing_to_believe() => Assert.False(LatencySummary.Of([]).IsReliable);
}
