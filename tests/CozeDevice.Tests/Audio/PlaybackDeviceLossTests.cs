using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class PlaybackDeviceLossTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void Without_a_speaker_the_turn_still_ends()
    {
        using var bench = new PlaybackBench(hasDevice: false);
        bench.Send(1, Signal.Noise(5 * Frame));
        bench.Buffer.Complete(1);
        bench.Step(30);

        Assert.Equal(
            [new DeviceLost(AudioDirection.Playback, "speaker is not there"), new PlaybackStarted(1), new PlaybackDrained(1)],
            bench.Notices());
        Assert.Equal(5, bench.Pump.Counters.FramesLost);
    }

    [Fact]
    public void A_loss_in_the_middle_of_a_reply_is_told_and_the_reply_goes_on_where_it_is()
    {
        using var bench = new PlaybackBench();
        var sound = Signal.Noise(10 * Frame);
        bench.Speaker.Statuses.Enqueue(PcmStatus.Ok);
        bench.Speaker.Statuses.Enqueue(PcmStatus.Ok);
        bench.Speaker.Statuses.Enqueue(PcmStatus.Gone);
        bench.Send(1, sound);
        bench.Step(5); // two frames heard, the third lost with the device
        var standIn = bench.Devices.StandIn;
        bench.Step(3);
        var second = new FakePlayback();
        bench.Devices.Playbacks.Enqueue(second);
        bench.Pacer.Advance(250);
        bench.Buffer.Complete(1);
        bench.Settle();

        short[] heard = [.. bench.Speaker.Samples, .. standIn.Samples, .. second.Samples];
        Assert.Equal(sound, heard);
        Assert.NotEmpty(second.Samples);
        Assert.True(bench.Speaker.IsDisposed);
        Assert.Equal(
            [
                new DeviceReady(AudioDirection.Playback), new PlaybackStarted(1),
                new DeviceLost(AudioDirection.Playback, "speaker is gone"), new DeviceReady(AudioDirection.Playback),
                new PlaybackDrained(1),
            ],
            bench.Notices());
    }

    [Fact]
    public void A_missing_speaker_is_looked_for_at_rest_too()
    {
        using var bench = new PlaybackBench(hasDevice: false);

        bench.Step(5);

        Assert.True(bench.Devices.Attempts > 2);
        Assert.Equal(0, bench.Pacer.Parks);
    }

    [Fact]
    public void A_speaker_that_takes_nothing_for_long_is_opened_again()
    {
        using var bench = new PlaybackBench();
        for (var i = 0; i < 20; i++) bench.Speaker.Statuses.Enqueue(PcmStatus.Timeout);
        bench.Send(1, Signal.Noise(5 * Frame));
        bench.Step(25);

        Assert.True(bench.Speaker.IsDisposed);
    }

    [Fact]
    public void A_speaker_that_is_pulled_out_at_rest_is_noticed_within_half_a_second()
    {
        using var bench = new PlaybackBench();
        bench.Speaker.IsRemovable = true;
        bench.Step(3);
        Assert.Equal([new DeviceReady(AudioDirection.Playback)], bench.Notices());
        Assert.Equal(1.5, bench.Pacer.Now.TotalSeconds);

        bench.Speaker.IsPresent = false;
        bench.Step();

        Assert.Equal([new DeviceLost(AudioDirection.Playback, "speaker is gone")], bench.Notices());
        Assert.True(bench.Speaker.IsDisposed);
        bench.Devices.Playbacks.Enqueue(new FakePlayback());
        bench.Step(3);
        Assert.Equal([new DeviceReady(AudioDirection.Playback)], bench.Notices());
        Assert.Equal(1, bench.Pump.Counters.Reopens);
    }

    [Fact]
    public void What_was_recovered_from_is_added_up_over_devices()
    {
        using var bench = new PlaybackBench();
        var second = new FakePlayback();
        foreach (var status in new[] { PcmStatus.Xrun, PcmStatus.Xrun, PcmStatus.Gone }) bench.Speaker.Statuses.Enqueue(status);
        second.Statuses.Enqueue(PcmStatus.Xrun);
        bench.Send(1, Signal.Noise(10 * Frame));
        bench.Step(5);
        bench.Devices.Playbacks.Enqueue(second);
        bench.Pacer.Advance(250);
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal(new PcmRecovered(3, 0, 3 * Frame), bench.Pump.Counters.Recovered);
        Assert.Equal(60, bench.Pump.Counters.Recovered.LostMs);
    }

    [Fact]
    public void A_discard_reaches_the_stand_in()
    {
        using var bench = new PlaybackBench(hasDevice: false);
        bench.Send(1, Signal.Noise(5 * Frame));
        bench.Step(3);

        bench.Buffer.Discard(2);

        Assert.InRange(bench.Devices.StandIn.Drops, 1, 2);
    }
}
