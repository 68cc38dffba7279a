using CozeDevice.Metrics;
using Xunit;

namespace CozeDevice.Tests.Metrics;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Before_the_first_measurement_everything_is_zero() => Assert.Equal(default, new LatencyHistogram().Summary());

    [Fact]
    public void One_measurement_is_every_percentile()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(123.456));
        Assert.Equal(new LatencySummary(1, 123.456, 123.456, 123.456, 123.456, 123.456), histogram.Summary());
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(4_000)]
    public void Percentiles_of_a_thousand_measurements_are_within_a_thirtieth(double stepMilliseconds)
    {
        var histogram = new LatencyHistogram();
        // Out of order: 7 is prime to 1 000.
        for (int i = 0; i < 1_000; i++)
            histogram.Record(TimeSpan.FromMilliseconds(stepMilliseconds * (1 + (i * 7 % 1_000))));
        LatencySummary summary = histogram.Summary();
        Assert.Equal(1_000, summary.Count);
        Assert.Equal(stepMilliseconds, summary.Min, 0.0005);
        Near(500, summary.P50);
        Near(900, summary.P90);
        Near(990, summary.P99);
        void Near(int rank, double percentile) =>
            Assert.InRange(percentile, stepMilliseconds * rank * 0.967, stepMilliseconds * rank * 1.033);
    }

    [Fact]
    public void What_cannot_be_is_kept_within_bounds()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromSeconds(-5));
        histogram.Record(TimeSpan.FromDays(30));
        LatencySummary summary = histogram.Summary();
        Assert.Equal(0, summary.Min);
        Assert.Equal(uint.MaxValue / 1_000d, summary.Max);
        Assert.Equal(summary.Max, summary.P99, summary.Max * 0.033);
    }

    [Fact]
    public async Task Every_measurement_of_every_thread_counts()
    {
        var histogram = new LatencyHistogram();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 1_000; i++) histogram.Record(TimeSpan.FromMilliseconds(i));
        })));
        Assert.Equal(4_000, histogram.Summary().Count);
    }
}
