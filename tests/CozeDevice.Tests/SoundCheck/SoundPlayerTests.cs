using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class SoundPlayerTests
{
    private const double Limit = 10;

    [Fact]
    public void Every_sample_is_played_as_it_is_and_the_last_frame_is_filled_with_silence()
    {
        using var device = new FakePlayback();
        var sound = Signal.Voice(1_000);

        Assert.True(new SoundPlayer(device, "spk").Play(sound, new Volume(), CancellationToken.None));

        Assert.Equal([.. sound, .. new short[280]], device.Samples);
        Assert.Equal((0, 1), (device.Drops, device.Idles));
    }

    [Fact]
    public void The_volume_makes_it_quieter()
    {
        using var device = new FakePlayback();
        new SoundPlayer(device, "spk").Play(Signal.Sine(16_000, 400, 3_200), new Volume(60), CancellationToken.None);
        Assert.Equal(-20, LevelMeter.Measure(device.Samples).PeakDb - LevelMeter.Measure(Signal.Sine(16_000, 400, 3_200)).PeakDb, 0.1);
    }

    [Fact]
    public void A_frame_the_device_did_not_take_is_offered_again()
    {
        using var device = new FakePlayback();
        device.Statuses.Enqueue(PcmStatus.Timeout);
        device.Statuses.Enqueue(PcmStatus.Xrun);
        var player = new SoundPlayer(device, "spk");
        var sound = Signal.Voice(640);

        player.Play(sound, new Volume(), CancellationToken.None);

        Assert.Equal(sound, device.Samples);
        Assert.Equal(1, player.Xruns);
    }

    [Fact]
    public void A_device_that_is_gone_is_an_error()
    {
        using var device = new FakePlayback();
        device.Statuses.Enqueue(PcmStatus.Gone);
        var e = Assert.Throws<AudioDeviceException>(() =>
            new SoundPlayer(device, "spk").Play(Signal.Voice(640), new Volume(), CancellationToken.None));
        Assert.Equal("spk is gone", e.Message);
    }

    [Fact]
    public void A_device_that_never_takes_anything_is_an_error_and_no_hang()
    {
        using var device = new FakePlayback();
        for (var i = 0; i < 100; i++) device.Statuses.Enqueue(PcmStatus.Timeout);
        var e = Assert.Throws<AudioDeviceException>(() =>
            new SoundPlayer(device, "spk").Play(Signal.Voice(640), new Volume(), CancellationToken.None));
        Assert.Equal("spk takes no sound", e.Message);
    }

    [Fact]
    public async Task Cancelling_wakes_a_player_that_waits_for_room_and_drops_what_was_not_heard()
    {
        using var device = new BlockingPlayback();
        using var cancel = new CancellationTokenSource();
        var playing = SoundThread.RunAsync("coze-speaker", () =>
            new SoundPlayer(device, "spk").Play(Signal.Voice(16_000), new Volume(), cancel.Token));
        device.AwaitBlockedWriter();

        await cancel.CancelAsync();

        Assert.False(await playing.Within(Limit));
        Assert.Equal((0, 1), (device.Held, device.Taken));
    }
}
