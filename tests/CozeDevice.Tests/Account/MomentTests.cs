using CozeDevice.Account;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class MomentTests
{
    private static readonly Moment Received = new(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(100), "boot-1");

    [Theory]
    [InlineData("boot-1", 5, 5, 10)] // both clocks agree
    [InlineData("boot-1", 65, 5, 0)] // the wall clock jumped an hour ahead, or the board slept
    [InlineData("boot-1", -55, 5, 10)] // it was set back by an hour: the other one knows
    [InlineData("boot-1", 0, 20, 0)] // it stands still
    [InlineData("boot-2", 5, -90, 10)] // after a reboot only the wall clock is left
    [InlineData("boot-2", -1, -90, 0)] // and is not believed when it is behind
    [InlineData("", 5, -90, 10)] // no id of a boot
    public void The_clock_that_says_less_counts(string boot, int wallMinutes, int monotonicMinutes, int leftMinutes)
    {
        var now = new Moment(Received.Wall.AddMinutes(wallMinutes), Received.Monotonic + TimeSpan.FromMinutes(monotonicMinutes), boot);
        Assert.Equal(leftMinutes, Received.Left(TimeSpan.FromMinutes(15), now).TotalMinutes);
    }
}
