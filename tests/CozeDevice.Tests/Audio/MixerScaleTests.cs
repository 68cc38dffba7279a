using CozeDevice.Audio;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class MixerScaleTests
{
    [Theory]
    [InlineData(-60, 0, 100, 0)]
    [InlineData(-60, 0, 70, -15)]
    [InlineData(-60, 0, 50, -25)]
    [InlineData(-60, 0, 1, -49.5)]
    [InlineData(-102.38, 4, 100, 0)] // the jack of a Raspberry Pi
    [InlineData(-127.5, 0, 50, -25)] // the DAC of a WM8960
    [InlineData(-28.37, -0.06, 100, -0.06)] // a USB headset
    [InlineData(-20, 0, 50, -10)]
    [InlineData(-90, -20, 100, -20)]
    [InlineData(-90, -20, 50, -45)]
    public void Percent_is_linear_in_decibels_up_to_0(double min, double max, int percent, double expected) =>
        Assert.Equal(expected, MixerScale.Of(min, max).Decibels(percent), 9);

    [Theory]
    [InlineData(-60, 0, true)]
    [InlineData(-10, 0, true)]
    [InlineData(-9, 0, false)]
    [InlineData(0, 12, false)] // an amplifier's gain
    [InlineData(-6, 30, false)]
    public void A_control_that_hardly_moves_below_0_is_no_volume(double min, double max, bool expected) =>
        Assert.Equal(expected, MixerScale.Of(min, max).IsUsable);

    [Theory]
    [InlineData(12, 100)]
    [InlineData(0, 100)]
    [InlineData(-0.1, 100)]
    [InlineData(-25, 50)]
    [InlineData(-49.9, 1)]
    [InlineData(-50, 1)] // it can still be heard
    [InlineData(-51, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, 0)]
    public void A_level_that_is_found_becomes_the_nearest_percentage(double decibels, int expected) =>
        Assert.Equal(expected, MixerScale.Of(-60, 6).Percent(decibels));

    [Fact]
    public void It_agrees_with_the_volume_of_software()
    {
        var scale = MixerScale.Of(-60, 0);
        for (var percent = 1; percent <= 100; percent++)
            Assert.Equal(20 * Math.Log10(Volume.Gain(percent)), scale.Decibels(percent), 0.001);
    }

    [Fact]
    public void More_percent_is_never_quieter_and_never_above_0() => Prop.ForAll(Ranges(), range =>
    {
        var scale = MixerScale.Of(range.Min, range.Max);
        for (var percent = 1; percent <= 100; percent++)
        {
            Assert.True(scale.Decibels(percent) <= 0);
            Assert.True(percent == 1 || scale.Decibels(percent) > scale.Decibels(percent - 1));
            Assert.InRange(scale.Decibels(percent), range.Min, range.Max);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Louder_levels_never_have_fewer_percent() => Prop.ForAll(Ranges(), range =>
    {
        var scale = MixerScale.Of(range.Min, range.Max);
        var last = 0;
        for (var decibels = -140.0; decibels <= 40; decibels += 0.25)
        {
            Assert.InRange(scale.Percent(decibels), last, 100);
            last = scale.Percent(decibels);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_percentage_survives_the_way_over_the_steps_of_a_card_within_one_step() =>
        Prop.ForAll(Ranges(), Gen.Choose(1, 60).ToArbitrary(), (range, steps) =>
        {
            var scale = MixerScale.Of(range.Min, range.Max);
            var stepDb = (range.Max - range.Min) / steps;
            var stepPercent = 100 * stepDb / (scale.TopDb - scale.BottomDb);
            for (var percent = 1; percent <= 100; percent++)
            {
                var asked = scale.Decibels(percent);
                var taken = range.Min + (stepDb * Math.Round((asked - range.Min) / stepDb));
                Assert.InRange(scale.Percent(taken), percent - (stepPercent / 2) - 1, percent + (stepPercent / 2) + 1);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_steps_between_a_percentage_comes_back_exactly() => Prop.ForAll(Ranges(), range =>
    {
        var scale = MixerScale.Of(range.Min, range.Max);
        for (var percent = 1; percent <= 100; percent++) Assert.Equal(percent, scale.Percent(scale.Decibels(percent)));
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<(double Min, double Max)> Ranges() => (
        from min in Gen.Choose(-12_800, -1_000)
        from max in Gen.Choose(-500, 3_000)
        let range = (Min: min / 100.0, Max: max / 100.0)
        where MixerScale.Of(range.Min, range.Max).IsUsable
        select range).ToArbitrary();
}
