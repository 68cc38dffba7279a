using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class MicrophoneFaultTests
{
    [Fact]
    public void A_dead_microphone_is_told_once_with_cause_and_remedy()
    {
        using var bench = Bench(_ => 0);
        bench.Step(500);

        Assert.Equal([new DeviceReady(AudioDirection.Capture), new MicrophoneSignal(MicrophoneFaults.Silent)], bench.Notices());
        Assert.Equal(
            ["mic delivers only zeros: is it switched off, or muted in alsamixer?"], bench.Log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void Its_return_is_told_once_too()
    {
        using var bench = Bench(_ => 0);
        bench.Step(150);
        bench.Notices();

        bench.Capture.Sound = i => (short)(i % 3);
        bench.Step(50);

        Assert.Equal([new MicrophoneSignal(MicrophoneFaults.None)], bench.Notices());
        Assert.Contains("mic delivers sound again", bench.Log.Messages(LogLevel.Information));
    }

    [Fact]
    public void Clipping_and_offset_come_with_their_remedy()
    {
        using var bench = Bench(_ => short.MaxValue);
        bench.Step(200);

        Assert.Equal(new MicrophoneSignal(MicrophoneFaults.Clips | MicrophoneFaults.Offset), bench.Notices()[^1]);
        var warnings = bench.Log.Messages(LogLevel.Warning);
        Assert.Contains(warnings, warning => warning.Contains("lower the capture gain", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("high-pass filter", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_or_null_may_be_silent_for_ever()
    {
        using var bench = new CaptureBench(preRollMs: 200, microphone: new FakeCapture { Sound = _ => 0 });
        bench.Step(500);

        Assert.Equal([new DeviceReady(AudioDirection.Capture)], bench.Notices());
    }

    [Fact]
    public void Nothing_is_said_about_a_microphone_while_muted()
    {
        using var bench = Bench(_ => 0);
        bench.Pump.SetMuted(true);
        bench.Step(500);

        Assert.Equal([new DeviceReady(AudioDirection.Capture)], bench.Notices());
        Assert.Equal(AudioLevel.Silence, bench.Pump.Level);
    }

    [Fact]
    public void A_lost_microphone_takes_its_faults_with_it()
    {
        using var bench = Bench(_ => 0);
        bench.Step(150);
        bench.Notices();
        bench.Capture.Statuses.Enqueue(PcmStatus.Gone);
        bench.Step();

        Assert.Equal(
            [new DeviceLost(AudioDirection.Capture, "mic is gone"), new MicrophoneSignal(MicrophoneFaults.None)], bench.Notices());
    }

    [Fact]
    public void An_utterance_of_nothing_but_zeros_is_cleared_instead_of_completed()
    {
        using var bench = Bench(_ => 0);
        bench.Step(20);
        Speak(bench);

        Assert.Equal("end 1 Clear", bench.Sink.Log[^1]);
        Assert.Contains(new CaptureClosed(1, IsDead: true), bench.Notices());
    }

    [Theory]
    [InlineData(12 * 320)] // in the pre-roll
    [InlineData(25 * 320)] // while held
    [InlineData((30 * 320) + 1_919)] // the last sample of the tail
    public void One_sample_anywhere_in_it_makes_it_an_utterance(int at)
    {
        using var bench = Bench(i => (short)(i == at ? 1 : 0));
        bench.Step(20);
        Speak(bench);

        Assert.Equal("end 1 Complete", bench.Sink.Log[^1]);
        Assert.Contains(new CaptureClosed(1), bench.Notices());
    }

    [Fact]
    public void Silence_from_a_file_is_sent_as_any_utterance()
    {
        using var bench = new CaptureBench(preRollMs: 200, microphone: new FakeCapture { Sound = _ => 0 });
        bench.Step(20);
        Speak(bench);

        Assert.Equal("end 1 Complete", bench.Sink.Log[^1]);
    }

    [Fact]
    public void Each_turn_is_judged_by_itself()
    {
        using var bench = Bench(i => (short)(i < 40 * 320 ? 1 : 0));
        bench.Step(20);
        Speak(bench);
        bench.Step(20);
        Speak(bench, turn: 2);

        Assert.Equal(["end 1 Complete", "end 2 Clear"], bench.Sink.Log.Where(word => word.StartsWith("end", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_turn_for_which_there_was_no_microphone_at_all_is_no_utterance_either()
    {
        using var bench = new CaptureBench(hasDevice: false);
        bench.Pump.Open(1);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Complete);
        bench.Step();

        Assert.Equal(["begin 1", "end 1 Clear"], bench.Sink.Log);
        Assert.Contains(new CaptureClosed(1, IsDead: true), bench.Notices());
    }

    [Fact]
    public void The_level_follows_the_microphone_frame_by_frame()
    {
        using var bench = Bench(i => (short)(i < 320 ? 16_384 : 1_638));
        bench.Step();
        var loud = bench.Pump.Level;
        bench.Step();
        var quiet = bench.Pump.Level;

        Assert.Equal(-6.02, loud.PeakDb, 1);
        Assert.Equal(-26.02, quiet.RmsDb, 1);
        Assert.Equal(quiet, bench.Pump.Counters.Level);
    }

    private static CaptureBench Bench(Func<int, short> sound) =>
        new(preRollMs: 200, microphone: new FakeCapture { IsMicrophone = true, Sound = sound });

    // 10 frames held, 6 of tail.
    private static void Speak(CaptureBench bench, int turn = 1)
    {
        bench.Pump.Open(turn);
        bench.Step(10);
        bench.Pump.Close(turn, UtteranceEnd.Complete);
        bench.Step(6);
    }
}
