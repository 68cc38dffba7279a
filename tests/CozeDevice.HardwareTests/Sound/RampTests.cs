using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>The measure must be right before anything is measured with it.</summary>
public sealed class RampTests
{
    [Fact]
    public void A_whole_ramp_has_no_gap()
    {
        short[] ramp = Ramp.Make(100_000);

        RampReading reading = Ramp.Read([0, 0, 0, .. ramp, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Equal((3, 100_000L), (reading.Start, reading.Heard));
        Assert.Empty(reading.Gaps);
    }

    [Fact]
    public void Lost_samples_are_counted()
    {
        short[] ramp = Ramp.Make(3000);

        RampReading reading = Ramp.Read([.. ramp[..1000], .. ramp[1700..]]);

        Assert.Equal(new RampGap(1000, 0, 700), Assert.Single(reading.Gaps));
    }

    [Fact]
    public void Inserted_silence_and_repeated_sound_are_counted()
    {
        short[] ramp = Ramp.Make(3000);

        RampReading reading = Ramp.Read([.. ramp[..1000], .. ramp[500..516], .. new short[50], .. ramp[1000..]]);

        Assert.Equal(new RampGap(1000, 66, 0), Assert.Single(reading.Gaps));
        Assert.Equal(3000, reading.Heard);
    }
}
