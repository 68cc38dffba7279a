using CozeDevice.Terminal;
using Xunit;

namespace CozeDevice.Tests.Terminal;

public sealed class LedRhythmTests
{
    [Theory]
    [InlineData("offline_network", 1)]
    [InlineData("offline_dns", 3)]
    [InlineData("offline_refused", 5)]
    [InlineData("offline_account", 5)]
    [InlineData("need_auth", 4)]
    public void The_number_of_blinks_in_three_seconds_tells_the_cause(string pattern, int blinks) =>
        Assert.Equal(blinks, Flashes(pattern, 0, 3000));

    [Fact]
    public void Prompting_begins_with_three_flashes() => Assert.Equal(3, Flashes("prompting", 0, 900));

    [Theory]
    [InlineData("ready", 0)]
    [InlineData("listening", 1)]
    [InlineData("brand_new", 1)]
    public void Steady_patterns_are_steady(string pattern, double level) =>
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(level, Level(pattern, i * 50)));

    [Theory]
    [InlineData("thinking")]
    [InlineData("acting")]
    [InlineData("speaking")]
    [InlineData("connecting")]
    [InlineData("starting")]
    public void Waves_go_from_dark_to_bright_and_stay_in_range(string pattern)
    {
        var levels = Enumerable.Range(0, 300).Select(i => Level(pattern, i * 10)).ToList();
        Assert.True(levels.Min() < 0.1 && levels.Max() > 0.9);
        Assert.All(levels, level => Assert.InRange(level, 0, 1));
    }

    private static int Flashes(string pattern, int from, int to)
    {
        var (count, wasOn) = (0, false);
        for (var ms = from; ms < to; ms += 10)
        {
            var isOn = Level(pattern, ms) > 0.5;
            if (isOn && !wasOn) count++;
            wasOn = isOn;
        }

        return count;
    }

    private static double Level(string pattern, int ms) => LedRhythm.Level(pattern, TimeSpan.FromMilliseconds(ms));
}
