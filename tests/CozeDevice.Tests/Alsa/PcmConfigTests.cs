using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class PcmConfigTests
{
    [Fact]
    public void A_device_that_grants_what_was_asked_fills_80_of_120_milliseconds_and_starts_with_two_frames()
    {
        var config = Playback(new PcmGrant(16_000, 1, Period: 320, Buffer: 1_920));

        Assert.Equal((320, 640, 960), (config.FrameLength, config.StartThreshold, config.Room));
        Assert.False(config.IsResampled);
        Assert.Equal("16000 Hz, 1 channel, period 20.0 ms, buffer 120.0 ms", config.ToString());
    }

    [Fact]
    public void A_period_of_441_frames_is_half_a_frame_of_44100_hertz()
    {
        var config = Playback(new PcmGrant(44_100, 2, Period: 441, Buffer: 6 * 882));

        Assert.Equal(882, config.FrameLength);
        Assert.Equal(2 * 882, config.StartThreshold);
        Assert.Equal(882, new PcmConfig(AudioDirection.Capture, config.Grant).AvailMin);
        Assert.True(config.IsResampled);
    }

    [Fact]
    public void A_buffer_that_holds_less_than_two_frames_starts_with_the_first()
    {
        var config = Playback(new PcmGrant(48_000, 2, Period: 320, Buffer: 1_280)); // a USB speaker that was asked for 16 kHz

        Assert.True(config.StartThreshold <= config.FrameLength);
        Assert.InRange(config.Room, 1, 1_280);
    }

    [Fact]
    public void Long_periods_are_bridged_by_two_of_them()
    {
        var config = Playback(new PcmGrant(48_000, 2, Period: 2_048, Buffer: 8_192));

        Assert.True(config.Grant.Buffer - config.Room >= 2_048, "a period must still play when the next is written");
    }

    /// <summary>Whatever a device grants: a stream starts before there is no room any more, and it goes on.</summary>
    [Fact]
    public void Every_grant_gives_a_stream_that_starts_and_flows()
    {
        var grants =
            from rate in Gen.Elements(8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
            from period in Gen.Choose(1, 5_000)
            from periods in Gen.Choose(2, 40)
            from odd in Gen.Choose(0, 100)
            select new PcmGrant(rate, 2, period, (period * periods) + odd);
        Prop.ForAll(Arb.From(grants), grant => Flows(Playback(grant))).QuickCheckThrowOnFailure();
        Prop.ForAll(Arb.From(grants), grant =>
        {
            var config = new PcmConfig(AudioDirection.Capture, grant);
            return config.AvailMin >= 1 && config.AvailMin <= grant.Buffer && config.AvailMin <= config.FrameLength;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(true, 1, 1)]
    [InlineData(false, 2, 2)]
    [InlineData(false, 8, 8)]
    [InlineData(false, 9, 0)]
    [InlineData(false, 0, 0)]
    public void One_channel_is_taken_or_the_fewest_there_are(bool hasMono, int least, int taken) =>
        Assert.Equal(taken, PcmWish.Channels(hasMono, least));

    [Fact]
    public void The_house_rate_comes_first_and_every_rate_asked_for_is_one_our_converter_knows()
    {
        Assert.Equal([16_000, 48_000, 32_000, 24_000, 44_100, 22_050, 12_000, 8_000], PcmWish.Rates.ToArray());
        foreach (var rate in PcmWish.Rates) Assert.True(Resampler.Supports(rate));
    }

    [Theory]
    [InlineData(48_000, 480, 160)]
    [InlineData(44_100, 1, 1)]
    [InlineData(44_100, 441, 160)]
    [InlineData(16_000, 7, 7)]
    public void A_count_of_the_device_is_told_in_house_samples_rounded_up(int rate, int frames, int samples) =>
        Assert.Equal(samples, Playback(new PcmGrant(rate, 1, 320, 1_920)).ToHouse(frames));

    private static PcmConfig Playback(PcmGrant grant) => new(AudioDirection.Playback, grant);

    /// <summary>Writes frames into a model of the device that plays whole periods.</summary>
    private static bool Flows(PcmConfig config)
    {
        int waiting = 0, pending = 0, buffer = config.Grant.Buffer;
        var isRunning = false;
        for (var frame = 0; frame < 50 || frame < 4 * config.Grant.Period / config.FrameLength; frame++)
        {
            for (var tries = 0; pending > 0 || buffer - waiting < config.Room; tries++)
            {
                if (!isRunning || tries > 10_000) return false; // nothing will ever make room
                if (waiting < config.Grant.Period && buffer >= (2 * config.Grant.Period) + (2 * config.FrameLength)) return false; // dry
                waiting -= Math.Min(config.Grant.Period, waiting);
                Fill();
            }

            pending += config.FrameLength;
            Fill();
        }

        return isRunning;

        void Fill()
        {
            var taken = Math.Min(pending, buffer - waiting);
            waiting += taken;
            pending -= taken;
            isRunning |= waiting >= config.StartThreshold;
        }
    }
}
