using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class CaptureDeviceLossTests
{
    [Fact]
    public void A_missing_device_is_tried_again_with_growing_pauses_up_to_a_second()
    {
        using var bench = new CaptureBench(preRollMs: 20, hasDevice: false);
        List<double> attempts = [];
        while (attempts.Count < 8)
        {
            var before = bench.Devices.Attempts;
            bench.Step();
            if (bench.Devices.Attempts > before) attempts.Add(bench.Pacer.Now.TotalSeconds);
        }

        Assert.Equal([0, 0.25, 0.75, 1.75, 2.75, 3.75, 4.75, 5.75], attempts);
    }

    [Fact]
    public void A_missing_device_is_told_once()
    {
        using var bench = new CaptureBench(preRollMs: 20, hasDevice: false);

        bench.Step(20);

        Assert.Equal([new DeviceLost(AudioDirection.Capture, "mic is not there")], bench.Notices());
    }

    [Fact]
    public void A_device_that_comes_back_is_told_once_and_used()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        bench.Capture.Statuses.Enqueue(PcmStatus.Gone);
        bench.Step(4);
        bench.Notices();
        var second = new FakeCapture { NextFrame = 100 };
        bench.Devices.Captures.Enqueue(second);

        bench.Pump.Open(1);
        bench.Step(6);

        Assert.Equal([new DeviceReady(AudioDirection.Capture)], bench.Notices());
        Assert.Contains("1:100", bench.Sink.Log);
        Assert.True(bench.Capture.IsDisposed);
    }

    [Fact]
    public void Sound_from_before_a_loss_is_no_pre_roll()
    {
        using var bench = new CaptureBench(preRollMs: 60);
        bench.Step(3);
        bench.Capture.Statuses.Enqueue(PcmStatus.Gone);
        bench.Devices.Captures.Enqueue(new FakeCapture { NextFrame = 100 });
        while (bench.Pump.Counters.FramesCaptured < 4) bench.Step();

        bench.Pump.Open(1);
        bench.Step();

        Assert.Equal(["begin 1", "1:100", "1:101"], bench.Sink.Log);
    }

    [Fact]
    public void A_release_without_a_microphone_ends_the_utterance_at_once()
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Capture.Statuses.Enqueue(PcmStatus.Gone);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step();

        Assert.Equal(["begin 1", "1:1", "end 1 Complete"], bench.Sink.Log);
        Assert.Contains(new CaptureClosed(1), bench.Notices());
    }

    [Fact]
    public void A_loss_within_the_tail_ends_the_utterance_at_once()
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Capture.Statuses.Enqueue(PcmStatus.Gone);
        bench.Step();

        Assert.Equal(["begin 1", "1:1", "end 1 Complete"], bench.Sink.Log);
    }

    [Fact]
    public void A_device_that_delivers_nothing_for_long_is_opened_again()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        for (var i = 0; i < 20; i++) bench.Capture.Statuses.Enqueue(PcmStatus.Timeout);
        bench.Step(20);

        Assert.True(bench.Capture.IsDisposed);
        Assert.Equal(20, bench.Pump.Counters.Timeouts);
    }

    [Fact]
    public void What_was_recovered_from_is_added_up_over_devices()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        var second = new FakeCapture();
        foreach (var status in new[] { PcmStatus.Xrun, PcmStatus.Gone }) bench.Capture.Statuses.Enqueue(status);
        foreach (var status in new[] { PcmStatus.Xrun, PcmStatus.Ok, PcmStatus.Xrun }) second.Statuses.Enqueue(status);
        bench.Devices.Captures.Enqueue(second);
        bench.Step(10);

        Assert.Equal(new PcmRecovered(3, 0, 3 * AudioFormat.FrameSamples), bench.Pump.Counters.Recovered);
        Assert.Equal((2, 1), (bench.Pump.Counters.Opens, bench.Pump.Counters.Reopens));
    }

    [Fact]
    public void A_press_reaches_a_pump_that_waits_for_its_device()
    {
        using var bench = new CaptureBench(preRollMs: 20, hasDevice: false);
        bench.Step();
        bench.Pump.Open(1);
        bench.Pump.Close(1, UtteranceEnd.Clear);
        bench.Step();

        Assert.Equal(["begin 1", "end 1 Clear"], bench.Sink.Log);
    }

    [Fact]
    public void A_lost_microphone_is_tried_again_without_a_turn_even_without_a_pre_roll()
    {
        using var bench = new CaptureBench(preRollMs: 0, hasDevice: false);
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Clear);
        bench.Step();
        Assert.Contains(bench.Notices(), notice => notice is DeviceLost);

        bench.Devices.Captures.Enqueue(bench.Capture);
        bench.Step(5);

        Assert.Contains(bench.Notices(), notice => notice is DeviceReady);
        bench.Step(2);
        Assert.True(bench.Capture.IsDisposed);
    }
}
