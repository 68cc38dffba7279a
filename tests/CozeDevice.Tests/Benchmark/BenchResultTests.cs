using CozeDevice.Benchmark;
using Xunit;

namespace CozeDevice.Tests.Benchmark;

public sealed class BenchResultTests
{
    [Fact]
    public void Percentiles_are_values_that_were_measured_by_nearest_rank()
    {
        double?[] values = [.. Enumerable.Range(1, 100).Select(i => (double?)i).Reverse()];
        Assert.Equal(new BenchPercentiles(100, 1, 50, 90, 99, 100), BenchPercentiles.Of(values));
        Assert.Equal(new BenchPercentiles(3, 1, 2, 3, 3, 3), BenchPercentiles.Of([3, null, 1, 2]));
        Assert.Equal(new BenchPercentiles(1, 7, 7, 7, 7, 7), BenchPercentiles.Of([7]));
        Assert.Equal(default, BenchPercentiles.Of([null, null]));
    }

    [Fact]
    public void Turns_that_failed_are_named_and_do_not_count()
    {
        BenchResult result = Of(
            new BenchTurn(1, 2, 3), new BenchTurn(null, 900, null, "5000 it broke"), new BenchTurn(null, null, null, "5000 it broke"),
            new BenchTurn(null, null, null, BenchTurn.LinkLost));
        Assert.Equal(new BenchPercentiles(1, 2, 2, 2, 2, 2), result.Text);
        Assert.Equal([new("5000 it broke", 2), new(BenchTurn.LinkLost, 1)], result.Failures);
        Assert.Equal(BenchOutcome.Failed, result.Outcome);
    }

    [Theory]
    [InlineData(BenchTurn.NoAnswer, BenchOutcome.Unanswered)]
    [InlineData(BenchTurn.LinkLost, BenchOutcome.Unlinked)]
    [InlineData(BenchTurn.Offline, BenchOutcome.Unlinked)]
    [InlineData("5000 it broke", BenchOutcome.Failed)]
    internal void When_every_turn_failed_for_one_reason_it_is_the_outcome(string why, BenchOutcome outcome) =>
        Assert.Equal(outcome, Of(new BenchTurn(null, null, null, why), new BenchTurn(null, null, null, why)).Outcome);

    [Fact]
    public void One_turn_that_counts_makes_it_no_outage() =>
        Assert.Equal(BenchOutcome.Failed, Of(new BenchTurn(1, 1, 1), new BenchTurn(null, null, null, BenchTurn.NoAnswer)).Outcome);

    private static BenchResult Of(params BenchTurn[] turns) => new("wss://ws.coze.cn/", "opus", 1.5, null, turns);
}
