using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class CapturePumpTests
{
    [Fact]
    public void The_pre_roll_is_sent_before_the_first_live_frame_in_the_order_it_was_heard()
    {
        using var bench = new CaptureBench(preRollMs: 60);
        bench.Step(5); // frames 1 to 5, of which 3, 4 and 5 are kept

        bench.Pump.Open(7);
        bench.Step(2);

        Assert.Equal(["begin 7", "7:3", "7:4", "7:5", "7:6", "7:7"], bench.Sink.Log);
    }

    [Fact]
    public void A_press_during_a_period_sends_that_period_at_its_end()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        bench.Step();
        bench.Capture.DuringRead = () => bench.Pump.Open(7);

        bench.Step();

        Assert.Equal(["begin 7", "7:2"], bench.Sink.Log);
    }

    [Fact]
    public void A_completed_utterance_has_a_tail_of_exactly_six_frames_and_then_its_end_mark()
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step(10);

        Assert.Equal(["begin 1", "1:1", "1:2", "1:3", "1:4", "1:5", "1:6", "1:7", "end 1 Complete"], bench.Sink.Log);
    }

    [Fact]
    public void The_gate_is_told_closed_after_the_end_mark()
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step(5);
        var before = bench.Notices();

        bench.Step();

        Assert.DoesNotContain(new CaptureClosed(1), before);
        Assert.Equal([new CaptureClosed(1)], bench.Notices());
    }

    [Theory]
    [InlineData(UtteranceEnd.Clear)]
    [InlineData(UtteranceEnd.Silent)]
    public void Any_other_end_comes_at_once(UtteranceEnd end)
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, end);
        bench.Step(3);

        Assert.Equal(["begin 1", "1:1", $"end 1 {end}"], bench.Sink.Log);
    }

    [Fact]
    public void Frames_of_a_finished_turn_are_not_the_pre_roll_of_the_next()
    {
        using var bench = new CaptureBench(preRollMs: 200);
        bench.Pump.Open(1);
        bench.Step(3);
        bench.Pump.Close(1, UtteranceEnd.Clear);
        bench.Step();
        bench.Sink.Log.Clear();

        bench.Pump.Open(2);
        bench.Step();

        Assert.Equal(["begin 2", "2:4", "2:5"], bench.Sink.Log);
    }

    [Fact]
    public void A_press_during_the_tail_clears_the_utterance_before()
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step();
        bench.Pump.Open(2);
        bench.Step();

        Assert.Equal(["begin 1", "1:1", "1:2", "end 1 Clear", "begin 2", "2:3"], bench.Sink.Log);
    }

    [Fact]
    public void Nothing_leaves_while_muted()
    {
        using var bench = new CaptureBench(preRollMs: 60);
        bench.Step(3);
        bench.Pump.SetMuted(true);
        bench.Pump.Open(1);
        bench.Step(5);
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step(10);

        Assert.Empty(bench.Sink.Log);
    }

    [Fact]
    public void Muting_closes_an_open_gate_and_clears_the_utterance()
    {
        using var bench = new CaptureBench();
        bench.Pump.Open(1);
        bench.Step();
        bench.Capture.DuringRead = () => bench.Pump.SetMuted(true);
        bench.Step(2);

        Assert.Equal(["begin 1", "1:1", "end 1 Clear"], bench.Sink.Log);
        Assert.Contains(new CaptureClosed(1), bench.Notices());
    }

    [Fact]
    public void What_was_said_while_muted_is_not_in_the_pre_roll()
    {
        using var bench = new CaptureBench(preRollMs: 60);
        bench.Step(3);
        bench.Pump.SetMuted(true);
        bench.Step(3);
        bench.Pump.SetMuted(false);
        bench.Step();
        bench.Pump.Open(1);
        bench.Step();

        Assert.Equal(["begin 1", "1:7", "1:8"], bench.Sink.Log);
    }

    [Fact]
    public void A_close_of_a_turn_that_never_opened_is_still_answered_once()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        bench.Pump.SetMuted(true);
        bench.Pump.Open(1);
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step();

        Assert.Equal([new CaptureClosed(1), new DeviceReady(AudioDirection.Capture)], bench.Notices());
    }

    [Fact]
    public void A_refused_frame_closes_the_gate_and_says_so()
    {
        using var bench = new CaptureBench();
        bench.Sink.Budget = 2;
        bench.Pump.Open(1);
        bench.Step(4);

        Assert.Equal(["begin 1", "1:1", "1:2"], bench.Sink.Log);
        Assert.Contains(new CaptureOverflow(1), bench.Notices());
        Assert.Equal(1, bench.Pump.Counters.Overflows);
    }

    [Fact]
    public void The_release_after_an_overflow_still_completes_the_utterance()
    {
        using var bench = new CaptureBench();
        bench.Sink.Budget = 1;
        bench.Pump.Open(1);
        bench.Step(2);
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step();

        Assert.Equal(["begin 1", "1:1", "end 1 Complete"], bench.Sink.Log);
        Assert.Contains(new CaptureClosed(1), bench.Notices());
    }

    [Fact]
    public void An_overflow_within_the_tail_completes_the_utterance_by_itself()
    {
        using var bench = new CaptureBench();
        bench.Sink.Budget = 2;
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step(3);

        Assert.Equal(["begin 1", "1:1", "1:2", "end 1 Complete"], bench.Sink.Log);
        Assert.Contains(new CaptureClosed(1), bench.Notices());
    }

    [Fact]
    public void Each_press_rewinds_the_source()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        bench.Step();
        bench.Pump.Open(1);
        bench.Step();

        Assert.Equal(1, bench.Capture.Rewinds);
    }

    [Fact]
    public void A_hands_free_session_can_rewind_the_source_without_a_press()
    {
        using var bench = new CaptureBench(preRollMs: 20);
        bench.Step();
        bench.Pump.Rewind();
        bench.Step();

        Assert.Equal(1, bench.Capture.Rewinds);
    }

    [Fact]
    public void Without_pre_roll_the_device_is_opened_by_a_press_and_closed_after_it()
    {
        using var bench = new CaptureBench(preRollMs: 0);
        bench.Step();
        var attemptsAtRest = bench.Devices.Attempts;
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Silent);
        bench.Step();

        Assert.Equal(0, attemptsAtRest);
        Assert.Equal(1, bench.Capture.Rewinds);
        Assert.True(bench.Capture.IsDisposed);
    }

    [Fact]
    public void Without_pre_roll_the_idle_thread_is_parked()
    {
        using var bench = new CaptureBench(preRollMs: 0);

        bench.Step();

        Assert.Equal(1, bench.Pacer.Parks);
    }

    [Fact]
    public void The_time_of_the_first_frame_of_a_turn_is_kept()
    {
        using var bench = new CaptureBench();
        var before = TimeProvider.System.GetTimestamp();
        bench.Pump.Open(4);
        bench.Step(2);

        var counters = bench.Pump.Counters;
        Assert.Equal(4, counters.FirstFrameTurn);
        Assert.InRange(counters.FirstFrameAt, before, TimeProvider.System.GetTimestamp());
    }

    [Fact]
    public void An_overrun_is_counted_and_its_frame_is_sent()
    {
        using var bench = new CaptureBench();
        bench.Capture.Statuses.Enqueue(PcmStatus.Xrun);
        bench.Pump.Open(1);
        bench.Step();

        Assert.Equal(1, bench.Pump.Counters.Recovered.Xruns);
        Assert.Equal(["begin 1", "1:1"], bench.Sink.Log);
    }
}
