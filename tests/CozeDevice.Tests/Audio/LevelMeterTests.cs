using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class LevelMeterTests
{
    [Fact]
    public void Silence_is_the_floor()
    {
        Assert.Equal(AudioLevel.Silence, LevelMeter.Measure(new short[320]));
        Assert.Equal(AudioLevel.Silence, LevelMeter.Measure([]));
    }

    [Fact]
    public void Full_scale_is_zero_and_its_loudest_sample_does_not_overflow()
    {
        var level = LevelMeter.Measure([short.MinValue, short.MinValue]);

        Assert.Equal(0, level.PeakDb, 0.001);
        Assert.Equal(0, level.RmsDb, 0.001);
    }

    [Fact]
    public void A_sine_is_three_decibels_below_its_peak()
    {
        var level = LevelMeter.Measure(Signal.Sine(16_000, 1_000, 1_600, amplitude: 16_384));

        Assert.Equal(-6.02, level.PeakDb, 0.01);
        Assert.Equal(-9.03, level.RmsDb, 0.01);
    }
}
