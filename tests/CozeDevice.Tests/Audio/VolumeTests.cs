using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class VolumeTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void At_100_samples_are_untouched()
    {
        var sound = Signal.Noise(Frame, amplitude: short.MaxValue);
        sound[0] = short.MinValue;
        short[] frame = [.. sound];

        new Volume(100).Apply(frame);

        Assert.Equal(sound, frame);
    }

    [Fact]
    public void At_0_there_is_silence()
    {
        var frame = Signal.Noise(Frame);

        new Volume(0).Apply(frame);

        Assert.Equal(new short[Frame], frame);
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(90, -5)]
    [InlineData(50, -25)]
    [InlineData(2, -49)]
    public void Between_it_is_linear_in_decibels_over_50(int percent, double decibels) =>
        Assert.Equal(decibels, 20 * Math.Log10(Volume.Gain(percent)), 0.001);

    [Fact]
    public void A_change_is_a_ramp_over_one_frame_and_then_the_new_volume()
    {
        var volume = new Volume(100);
        var first = Constant(10_000);
        var second = Constant(10_000);
        volume.Percent = 0;
        volume.Apply(first);
        volume.Apply(second);

        Assert.InRange(first[0], 9_900, 9_999);
        Assert.InRange(first[Frame / 2], 4_900, 5_100);
        Assert.Equal(0, first[^1]);
        Assert.All(first.Zip(first.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 0, 32));
        Assert.Equal(new short[Frame], second);
    }

    [Fact]
    public void After_a_rise_to_100_samples_are_untouched_again()
    {
        var volume = new Volume(30) { Percent = 100 };
        volume.Apply(Constant(10_000));
        var sound = Signal.Noise(Frame);
        short[] frame = [.. sound];
        volume.Apply(frame);

        Assert.Equal(sound, frame);
    }

    [Fact]
    public void A_change_in_silence_has_no_ramp()
    {
        var volume = new Volume(30) { Percent = 100 };
        volume.Settle();
        var frame = Constant(10_000);
        volume.Apply(frame);

        Assert.Equal(Constant(10_000), frame);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(101, 100)]
    public void A_volume_outside_is_brought_inside(int asked, int got) => Assert.Equal(got, new Volume(asked).Percent);

    [Fact]
    public void While_a_card_carries_the_volume_samples_are_untouched()
    {
        var volume = new Volume(30) { IsInHardware = true };
        volume.Settle();
        var frame = Constant(10_000);
        volume.Apply(frame);

        Assert.Equal(Constant(10_000), frame);
    }

    [Fact]
    public void At_0_there_is_silence_whatever_the_card_makes_of_it()
    {
        var volume = new Volume(0) { IsInHardware = true };
        volume.Settle();
        var frame = Constant(10_000);
        volume.Apply(frame);

        Assert.Equal(new short[Frame], frame);
    }

    [Fact]
    public void No_volume_clips_what_was_not_clipped()
    {
        for (var percent = 0; percent <= 100; percent++)
        {
            var volume = new Volume(percent);
            var loudest = Constant(short.MaxValue);
            volume.Apply(loudest);
            Assert.All(loudest, sample => Assert.InRange(sample, 0, short.MaxValue));
            Assert.InRange(Volume.Gain(percent), 0, 1);
        }
    }

    [Theory]
    [InlineData(null, 100, false, 100)]
    [InlineData(null, 100, true, 70)]
    [InlineData(null, 60, false, 60)]
    [InlineData(null, 60, true, 60)]
    [InlineData(90, 60, true, 60)]
    [InlineData(30, 60, true, 30)]
    [InlineData(0, 60, true, 0)]
    public void The_default_is_70_on_a_card_and_100_in_software_and_nothing_is_above_the_maximum(
        int? percent, int max, bool isInHardware, int expected)
    {
        var volume = new Volume(percent, max) { IsInHardware = isInHardware };
        Assert.Equal((expected, percent is not null), (volume.Percent, volume.IsSet));
        volume.Percent = 100;
        Assert.Equal((max, true), (volume.Percent, volume.IsSet));
    }

    private static short[] Constant(short value)
    {
        var frame = new short[Frame];
        frame.AsSpan().Fill(value);
        return frame;
    }
}
