using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class LedPatternsTests
{
    // Colour and both rhythms of every row of the table: name, colour, period, rises of a colour LED, of a single LED.
    public static TheoryData<string, int, int, int, int> Rows => new()
    {
        { "fault", 0xff0000, 1360, 2, 2 },
        { "updating", 0xffffff, 1000, 10, 10 },
        { "thinking", 0x8000ff, 1000, 1, 1 },
        { "acting", 0x8000ff, 1000, 2, 2 },
        { "speaking", 0x00ff00, 2000, 1, 1 },
        { "need_auth", 0xff00ff, 3000, 4, 4 },
        { "offline_network", 0xffa000, 3000, 1, 1 },
        { "offline_dns", 0xffa000, 3000, 3, 3 },
        { "offline_service", 0xffa000, 3000, 5, 5 },
        { "connecting", 0x0000ff, 4000, 1, 1 },
        { "muted", 0xff0000, 4000, 0, 1 },
        { "listening_offline", 0x00ffff, 1000, 0, 1 },
        { "starting", 0xffffff, 1000, 1, 1 },
        { "listening", 0x00ffff, 1000, 0, 0 },
        { "ready", 0x000000, 1000, 0, 0 },
    };

    public static TheoryData<string> Names => [.. LedPatterns.All.Select(pattern => pattern.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_rhythm_has_its_colour_and_its_blinks_in_each_period(string name, int rgb, int periodMs, int colour, int mono)
    {
        LedPattern pattern = LedPatterns.Find(name)!;
        Assert.Equal(rgb, pattern.Rgb);
        for (int period = 1; period < 4; period++)
        {
            Assert.Equal(colour, Rises(pattern.For(LedTraits.Colour), period * periodMs, periodMs));
            Assert.Equal(mono, Rises(pattern.For(LedTraits.Dimmable), period * periodMs, periodMs));
            Assert.Equal(mono, Rises(pattern.For(LedTraits.OnOff), period * periodMs, periodMs));
        }
    }

    [Fact]
    public void The_table_has_a_row_for_every_pattern() => Assert.Equal(
        LedPatterns.All.Select(pattern => pattern.Name).Except(["prompting"]).Order(),
        Rows.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Prompting_flashes_three_times_then_breathes_without_a_dark_moment()
    {
        LedRhythm rhythm = LedPatterns.Prompting.Rhythm;
        Assert.Equal(0xffa000, LedPatterns.Prompting.Rgb);
        Assert.Equal(3, Rises(rhythm, 0, 750));
        for (int ms = 1_750; ms < 20_000; ms += 10)
            Assert.True(Level(rhythm, ms) >= 0.2 - 1e-9, $"dark at {ms} ms");
    }

    [Theory]
    [InlineData("speaking")]
    [InlineData("connecting")]
    [InlineData("thinking")]
    [InlineData("acting")]
    [InlineData("starting")]
    [InlineData("prompting")]
    public void A_pattern_that_breathes_never_jumps(string name)
    {
        LedRhythm rhythm = LedPatterns.Find(name)!.Rhythm;
        for (int ms = 1_750; ms < 20_000; ms += 10)
            Assert.True(Math.Abs(Level(rhythm, ms + 10) - Level(rhythm, ms)) < 0.05, $"a jump at {ms} ms");
    }

    [Fact]
    public void A_breath_moves_evenly_to_the_eye()
    {
        LedRhythm rhythm = LedPatterns.Starting.Rhythm;
        double[] roots = [.. Enumerable.Range(0, 10).Select(i => Math.Sqrt(Level(rhythm, i * 50)))];
        for (int i = 1; i < roots.Length; i++)
            Assert.Equal(0.1, roots[i] - roots[i - 1], 6);
    }

    [Fact]
    public void Link_lost_while_holding_is_cyan_with_amber_pulses()
    {
        LedLook[] looks = [.. Enumerable.Range(0, 100).Select(i => LedPatterns.ListeningOffline.LookAt(Ms(i * 10)))];
        Assert.All(looks, look => Assert.Equal(1, look.Level));
        Assert.Equal([0x00ffff, 0xffa000], looks.Select(look => look.Rgb).Distinct());
        Assert.Equal(25, looks.Count(look => look.Rgb == 0xffa000));
    }

    [Fact]
    public void Muted_is_a_steady_tenth_in_colour_and_a_blip_on_a_single_LED()
    {
        Assert.True(LedPatterns.Muted.For(LedTraits.Colour).IsSteady);
        Assert.Equal(0.1, Level(LedPatterns.Muted.For(LedTraits.Colour), 1234));
        Assert.Equal(0.02, Lit(LedPatterns.Muted.For(LedTraits.Dimmable), 4_000), 3);
        // A red glow of 10 % cannot be shown by lines that are on or off.
        Assert.Equal(0.02, Lit(LedPatterns.Muted.For(new LedTraits(1, HasColour: true, CanDim: false)), 4_000), 3);
    }

    [Fact]
    public void Listening_is_solid_and_ready_is_dark()
    {
        Assert.True(LedPatterns.Listening.Rhythm.IsSteady);
        Assert.Equal(1, Level(LedPatterns.Listening.Rhythm, 12_345));
        Assert.True(LedPatterns.Ready.Rhythm.IsSteady);
        Assert.Equal(0, Level(LedPatterns.Ready.Rhythm, 12_345));
    }

    [Fact]
    public void Updating_is_a_chase_on_a_ring()
    {
        RingShape ring = LedPatterns.Updating.Ring!;
        for (int picture = 0; picture < 24; picture++)
        {
            double[] pixels = [.. Enumerable.Range(0, 12).Select(pixel => ring(pixel, 12, picture))];
            Assert.Equal(picture % 12, Array.IndexOf(pixels, 1.0));
            Assert.Equal(3, pixels.Count(level => level > 0));
        }
        Assert.All(Enumerable.Range(0, 6), picture => Assert.Contains(0, Enumerable.Range(0, 3).Select(pixel => ring(pixel, 3, picture))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_single_LED_tells_every_pattern_apart(bool canDim)
    {
        var traits = new LedTraits(1, HasColour: false, canDim);
        string[] rhythms = [.. LedPatterns.All.Select(pattern => Text(pattern.For(traits)))];

        Assert.Equal(rhythms.Length, rhythms.Distinct().Count());
    }

    [Fact]
    public void An_LED_that_cannot_dim_is_told_edges_and_nothing_between()
    {
        foreach (LedPattern pattern in LedPatterns.All)
        {
            LedRhythm rhythm = pattern.For(LedTraits.OnOff);
            Assert.All(rhythm.Steps, step => Assert.True(step is { Ramp: false, Level: 0 or 1, Milliseconds: > 0 }, pattern.Name));
            LedRhythm soft = pattern.For(LedTraits.Dimmable);
            for (int ms = 0; ms < 12_000; ms += 10)
            {
                // Within a rounded millisecond of the edge both are right.
                if (Math.Abs(Level(soft, ms) - 0.5) > 0.01)
                    Assert.True(Level(rhythm, ms) == (Level(soft, ms) >= 0.5 ? 1 : 0), $"{pattern.Name} at {ms} ms");
            }
        }
    }

    [Fact]
    public void Every_name_is_unique_and_found()
    {
        Assert.Equal(LedPatterns.All.Count, LedPatterns.All.Select(pattern => pattern.Name).Distinct().Count());
        Assert.All(LedPatterns.All, pattern => Assert.Same(pattern, LedPatterns.Find(pattern.Name)));
        Assert.Null(LedPatterns.Find("unheard"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_level_is_a_brightness_and_every_pattern_says_what_it_means(string name)
    {
        LedPattern pattern = LedPatterns.Find(name)!;
        for (int ms = 0; ms < 12_000; ms += 10)
            Assert.InRange(pattern.LookAt(Ms(ms)).Level, 0, 1);
        Assert.NotEmpty(pattern.Meaning);
        Assert.NotEmpty(pattern.ColourLook);
        Assert.NotEmpty(pattern.SingleLook);
    }

    [Fact]
    public void A_colour_is_written_as_on_the_feed() => Assert.Equal("#ffa000", LedPatterns.OfflineDns.Hex);

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);

    private static double Level(LedRhythm rhythm, int ms) => rhythm.LookAt(Ms(ms), 0xffffff).Level;

    private static double Lit(LedRhythm rhythm, int periodMs) =>
        Enumerable.Range(0, periodMs / 10).Count(i => Level(rhythm, i * 10) > 0) * 10.0 / periodMs;

    private static string Text(LedRhythm rhythm) =>
        string.Join(' ', Enumerable.Range(0, 1200).Select(i => (int)(100 * Level(rhythm, i * 10))));

    // Times the brightness passes the middle of its range upwards.
    private static int Rises(LedRhythm rhythm, int fromMs, int forMs)
    {
        const double Middle = 0.55;
        int rises = 0;
        double before = fromMs == 0 ? 0 : Level(rhythm, fromMs - 10);
        for (int ms = fromMs; ms < fromMs + forMs; ms += 10)
        {
            double level = Level(rhythm, ms);
            rises += before < Middle && level >= Middle ? 1 : 0;
            before = level;
        }
        return rises;
    }
}
