using CozeDevice.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class PrebufferPolicyTests
{
    private static PrebufferPolicy Fresh => default;

    [Theory]
    [InlineData(60, 0, 60)]
    [InlineData(60, 59, 60)]
    [InlineData(60, 140, 140)]
    [InlineData(60, 900, 300)]
    [InlineData(20, 0, 20)]
    [InlineData(300, 0, 300)]
    [InlineData(3_000, 900, 3_000)] // a test asks for more than adaptation may
    public void The_threshold_is_what_is_configured_or_what_jitter_demands_within_300_ms(int least, int demand, int threshold) =>
        Assert.Equal(threshold, Fresh.ThresholdMs(least, demand));

    [Theory]
    [InlineData(20, 60)]
    [InlineData(60, 120)]
    [InlineData(140, 280)]
    [InlineData(200, 300)]
    public void An_underrun_doubles_what_waits(int before, int after) =>
        Assert.Equal(after, Fresh.Starved(before).ThresholdMs(20, 0));

    [Fact]
    public void What_was_learnt_lasts_and_is_halved_after_every_five_clean_answers()
    {
        var policy = Fresh.Starved(60).Starved(120).Starved(240);
        int[] thresholds = new int[16];
        for (var i = 0; i < thresholds.Length; i++)
        {
            thresholds[i] = policy.ThresholdMs(60, 0);
            policy = policy.Clean();
        }

        Assert.Equal([300, 300, 300, 300, 300, 150, 150, 150, 150, 150, 75, 75, 75, 75, 75, 60], thresholds);
        Assert.Equal(Fresh, policy);
    }

    [Fact]
    public void An_underrun_makes_the_count_of_clean_answers_begin_again()
    {
        var policy = Fresh.Starved(60);
        for (var i = 0; i < 4; i++) policy = policy.Clean();
        policy = policy.Starved(60);
        for (var i = 0; i < 4; i++) policy = policy.Clean();

        Assert.Equal(240, policy.ThresholdMs(60, 0));
    }
}
