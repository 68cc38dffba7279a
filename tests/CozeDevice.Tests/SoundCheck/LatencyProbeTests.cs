using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class LatencyProbeTests
{
    private static readonly DeviceNames Names = new("mic", "spk");

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(45)]
    [InlineData(4_800)] // 300 ms, as over Bluetooth
    public void The_round_trip_is_the_speakers_queue_and_the_way_through_the_air(int airSamples)
    {
        var run = Run(new LoopbackDevices(_time) { AirSamples = airSamples });

        // Two frames are in front of the click.
        Assert.Equal(40, run.ReportedMs, 0.001);
        Assert.Equal(40 + (airSamples / 16.0), run.RoundTripMs!.Value, 0.2);
        Assert.InRange(run.Strength, 0.9, 1.001);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(100)]
    public void A_speaker_that_starts_with_two_long_periods_is_given_them(int periodMs)
    {
        var run = Run(new LoopbackDevices(_time) { PeriodMs = periodMs });

        Assert.Equal(run.ReportedMs + (45 / 16.0), run.RoundTripMs!.Value, 0.2);
        Assert.InRange(run.ReportedMs, 40, 60); // what it took to start has been heard by then
    }

    [Fact]
    public void A_thread_that_comes_late_does_not_make_the_way_longer()
    {
        var run = Run(new LoopbackDevices(_time) { LateMs = [3, 17, 0, 9, 14, 5, 11] });
        Assert.Equal(40 + (45 / 16.0), run.RoundTripMs!.Value, 20.0); // the write itself may be late, never the reading
        Assert.InRange(run.RoundTripMs!.Value - run.ReportedMs, -17, 45 / 16.0 + 0.2);
    }

    [Fact]
    public void A_quiet_click_in_loud_noise_is_measured() =>
        Assert.Equal(40 + (45 / 16.0), Run(new LoopbackDevices(_time) { Gain = 0.05, Noise = 900 }).RoundTripMs!.Value, 0.3);

    [Fact]
    public void A_microphone_that_hears_nothing_of_it_gives_no_figure()
    {
        var run = Run(new LoopbackDevices(_time) { Gain = 0 });
        Assert.Null(run.RoundTripMs);
    }

    [Fact]
    public void A_click_during_which_sound_was_lost_is_repeated()
    {
        var devices = new LoopbackDevices(_time);
        for (var i = 0; i < 40; i++) devices.Statuses.Enqueue(PcmStatus.Ok);
        devices.Statuses.Enqueue(PcmStatus.Xrun);
        var started = _time.Now;

        var run = Run(devices);

        Assert.Equal(40 + (45 / 16.0), run.RoundTripMs!.Value, 0.2);
        Assert.InRange((_time.Now - started).TotalSeconds, 3.2, 3.5); // half a second and two clicks
    }

    [Fact]
    public void A_lost_microphone_is_an_error_that_names_it()
    {
        var devices = new LoopbackDevices(_time);
        devices.Statuses.Enqueue(PcmStatus.Gone);
        var e = Assert.Throws<AudioDeviceException>(() => Run(devices));
        Assert.Equal("mic is gone", e.Message);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        var devices = new LoopbackDevices(_time);
        var probe = new LatencyProbe(devices.OpenCapture("mic"), devices.OpenPlayback("spk"), Names, _time);
        Assert.Throws<OperationCanceledException>(() => probe.Run(new CancellationToken(canceled: true)));
    }

    private LatencyRun Run(LoopbackDevices devices) =>
        new LatencyProbe(devices.OpenCapture("mic"), devices.OpenPlayback("spk"), Names, _time).Run(CancellationToken.None);
}
