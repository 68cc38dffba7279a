using CozeDevice.Terminal;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class LevelBarTests
{
    [Theory]
    [InlineData(-96, -96, "············")]
    [InlineData(-60, -50, "·│··········")]
    [InlineData(-30, -15, "██████··│···")]
    [InlineData(0, 0, "████████████")]
    [InlineData(12, 12, "████████████")]
    [InlineData(-30, -30, "██████······")]
    public void Full_scale_fills_the_bar_and_the_peak_is_a_mark(double rmsDb, double peakDb, string expected) =>
        Assert.Equal(expected, LevelBar.Draw(rmsDb, peakDb, 12));

    [Fact]
    public void A_narrow_window_has_a_bar_of_one_cell() => Assert.Equal(1 + " -20.0 dBFS".Length + 1, LevelBar.Line(-20, -20, 5).Length);

    [Fact]
    public void A_peak_is_held_and_then_given_up()
    {
        var hold = new PeakHold(TimeSpan.FromSeconds(1));
        Assert.Equal([-10, -10, -6, -6, -40], new[]
        {
            hold.Add(100, -10), hold.Add(200, -30), hold.Add(300, -6), hold.Add(1_200, -40), hold.Add(1_300, -40),
        });
    }
}
