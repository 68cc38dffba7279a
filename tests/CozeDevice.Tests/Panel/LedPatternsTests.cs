using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class LedPatternsTests
{
    [Theory]
    [InlineData("fault", 1360, 2)]
    [InlineData("updating", 1000, 10)]
    [InlineData("need_auth", 3000, 4)]
    [InlineData("offline_network", 3000, 1)]
    [InlineData("offline_dns", 3000, 3)]
    [InlineData("offline_service", 3000, 5)]
    [InlineData("muted", 4000, 1)]
    [InlineData("listening_offline", 1000, 1)]
    [InlineData("thinking", 1000, 1)]
    [InlineData("acting", 1000, 2)]
    [InlineData("starting", 1000, 1)]
    public void A_rhythm_has_its_blinks_in_each_period(string name, int periodMs, int blinks)
    {
        LedPattern pattern = LedPatterns.Find(name)!;
        for (int period = 0; period < 3; period++)
            Assert.Equal(blinks, Rises(pattern, period * periodMs, periodMs));
    }

    [Fact]
    public void Prompting_flashes_three_times_then_breathes_without_a_dark_moment()
    {
        Assert.Equal(3, Rises(LedPatterns.Prompting, 0, 750));
        for (int ms = 1_750; ms < 20_000; ms += 10)
            Assert.True(Level(LedPatterns.Prompting, ms) >= 0.2 - 1e-9, $"dark at {ms} ms");
    }

    [Theory]
    [InlineData("speaking")]
    [InlineData("connecting")]
    [InlineData("thinking")]
    [InlineData("acting")]
    [InlineData("prompting")]
    public void A_pattern_that_breathes_never_jumps(string name)
    {
        LedPattern pattern = LedPatterns.Find(name)!;
        for (int ms = 1_750; ms < 20_000; ms += 10)
            Assert.True(Math.Abs(Level(pattern, ms + 10) - Level(pattern, ms)) < 0.05, $"a jump at {ms} ms");
    }

    [Fact]
    public void Listening_is_solid_and_ready_is_dark()
    {
        Assert.True(LedPatterns.Listening.IsSteady);
        Assert.Equal(1, Level(LedPatterns.Listening, 12_345));
        Assert.True(LedPatterns.Ready.IsSteady);
        Assert.Equal(0, Level(LedPatterns.Ready, 12_345));
    }

    [Fact]
    public void A_single_LED_tells_every_pattern_apart()
    {
        string[] rhythms = [.. LedPatterns.All.Select(pattern =>
            string.Join(' ', Enumerable.Range(0, 1200).Select(i => (int)(100 * Level(pattern, i * 10)))))];

        Assert.Equal(rhythms.Length, rhythms.Distinct().Count());
    }

    [Fact]
    public void Every_name_is_unique_and_found()
    {
        Assert.Equal(LedPatterns.All.Count, LedPatterns.All.Select(pattern => pattern.Name).Distinct().Count());
        Assert.All(LedPatterns.All, pattern => Assert.Same(pattern, LedPatterns.Find(pattern.Name)));
        Assert.Null(LedPatterns.Find("unheard"));
    }

    [Fact]
    public void Every_level_is_a_brightness()
    {
        foreach (LedPattern pattern in LedPatterns.All)
        {
            for (int ms = 0; ms < 12_000; ms += 10)
                Assert.InRange(Level(pattern, ms), 0, 1);
        }
    }

    [Fact]
    public void A_colour_is_written_as_on_the_feed() => Assert.Equal("#ffa000", LedPatterns.OfflineDns.Hex);

    private static double Level(LedPattern pattern, int ms) => pattern.LevelAt(TimeSpan.FromMilliseconds(ms));

    // Times the brightness passes the middle of its range upwards.
    private static int Rises(LedPattern pattern, int fromMs, int forMs)
    {
        const double Middle = 0.55;
        int rises = 0;
        double before = fromMs == 0 ? 0 : Level(pattern, fromMs - 10);
        for (int ms = fromMs; ms < fromMs + forMs; ms += 10)
        {
            double level = Level(pattern, ms);
            rises += before < Middle && level >= Middle ? 1 : 0;
            before = level;
        }
        return rises;
    }
}
