using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>The microphone pump where no button marks the beginning or the end.</summary>
public sealed class VoiceGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly short[] Voice = Signal.Voice(AudioFormat.Samples(10_000));

    private int _speaksFrom = int.MaxValue;
    private int _speaksTo;

    [Fact]
    public void A_hands_free_stream_holds_silence_not_nothing_while_the_device_is_heard()
    {
        using var bench = new CaptureBench(isHandsFree: true);
        bench.Pump.Open(1);
        bench.Step();
        bench.Speaker.Sounds(AudioFormat.Samples(40));

        bench.Step(3);
        bench.Time.Advance(40 + 250);
        bench.Step();

        Assert.Equal(["begin 1", "1:1", "1:0", "1:0", "1:0", "1:5"], bench.Sink.Log);
        Assert.Equal(3, bench.Pump.Counters.FramesSilenced);
    }

    [Fact]
    public void A_held_button_lets_the_voice_through()
    {
        using var bench = new CaptureBench(isHandsFree: true);
        bench.Pump.Open(1);
        bench.Speaker.Sounds(AudioFormat.Samples(400));
        bench.Pump.HalfDuplex!.Hold(true);
        bench.Step(2);
        bench.Pump.HalfDuplex.Hold(false);
        bench.Step();

        Assert.Equal(["begin 1", "1:1", "1:2", "1:0"], bench.Sink.Log);
    }

    [Fact]
    public void With_a_trusted_canceller_everything_is_sent()
    {
        using var bench = new CaptureBench(isHandsFree: true) { IsCancellerTrusted = true };
        bench.Pump.Open(1);
        bench.Speaker.Sounds(AudioFormat.Samples(400));
        bench.Step(2);

        Assert.Equal(["begin 1", "1:1", "1:2"], bench.Sink.Log);
    }

    [Fact]
    public void The_pre_roll_of_a_new_stream_holds_none_of_the_own_voice()
    {
        using var bench = new CaptureBench(preRollMs: 60, isHandsFree: true);
        bench.Speaker.Sounds(AudioFormat.Samples(400));
        bench.Step(3);
        bench.Pump.Open(1);
        bench.Step();

        Assert.Equal(["begin 1", "1:0", "1:0", "1:0", "1:0"], bench.Sink.Log);
    }

    [Fact]
    public void With_the_button_in_charge_a_press_during_the_answer_sends_what_is_said()
    {
        using var bench = new CaptureBench();
        bench.Speaker.Sounds(AudioFormat.Samples(400));
        bench.Pump.Open(1);
        bench.Step(2);

        Assert.Equal(["begin 1", "1:1", "1:2"], bench.Sink.Log);
    }

    [Fact]
    public void A_watched_gate_tells_the_voice_and_then_the_pause_and_stays_open()
    {
        using var bench = Bench(speaksFrom: 100, speaksTo: 200, endPauseMs: 400);
        bench.Step(90);
        bench.Pump.Open(1);
        bench.Step(2);
        bench.Pump.Watch(1, Patience);

        bench.Step(20);
        Assert.Contains(new VoiceHeard(1), bench.Notices());
        bench.Step(105);
        Assert.Empty(bench.Notices());
        bench.Step(5);
        Assert.Equal([new VoiceEnded(1)], bench.Notices());
        bench.Step(100);

        Assert.Empty(bench.Notices());
        Assert.DoesNotContain(bench.Sink.Log, entry => entry.StartsWith("end", StringComparison.Ordinal));
        bench.Pump.Close(1, UtteranceEnd.Complete, hasTail: false);
        bench.Step();
        Assert.Equal("end 1 Complete", bench.Sink.Log[^1]);
    }

    [Fact]
    public void Where_nobody_speaks_that_is_told_once_after_the_patience()
    {
        using var bench = Bench(speaksFrom: int.MaxValue, speaksTo: 0);
        bench.Step(50);
        bench.Pump.Open(1);
        bench.Pump.Watch(1, Patience);
        bench.Step(399);
        Assert.DoesNotContain(new VoiceMissed(1), bench.Notices());

        bench.Step();
        Assert.Equal([new VoiceMissed(1)], bench.Notices());
        bench.Step(500);
        Assert.Empty(bench.Notices());
    }

    [Fact]
    public void The_button_takes_the_end_over()
    {
        using var bench = Bench(speaksFrom: 60, speaksTo: 100);
        bench.Step(50);
        bench.Pump.Open(1);
        bench.Pump.Watch(1, Patience);
        bench.Step(30);
        bench.Pump.Unwatch(1);
        bench.Step(200);

        Assert.DoesNotContain(new VoiceEnded(1), bench.Notices());
    }

    [Fact]
    public void An_awaited_gate_sends_nothing_before_a_voice_and_then_its_first_syllable_too()
    {
        using var bench = Bench(speaksFrom: 150, speaksTo: 250);
        bench.Step(50);
        bench.Pump.Await(1, Patience);
        bench.Step(98);
        Assert.Empty(bench.Sink.Log);

        bench.Step(12);

        Assert.Contains(new VoiceHeard(1), bench.Notices());
        Assert.Equal("begin 1", bench.Sink.Log[0]);
        // Frame 151 is the first with the voice; what was heard before it is there as well.
        Assert.InRange(bench.Pump.Counters.FramesCaptured - bench.Pump.Counters.FramesSent + 1, 136, 150);
    }

    [Fact]
    public void An_awaited_gate_never_opens_by_the_own_voice()
    {
        using var bench = Bench(speaksFrom: 60, speaksTo: 400);
        bench.Step(50);
        bench.Pump.Await(1, Patience);
        for (var i = 0; i < 300; i++)
        {
            bench.Speaker.Sounds(AudioFormat.Samples(40));
            bench.Time.Advance(20);
            bench.Step();
        }

        Assert.Empty(bench.Sink.Log);
        Assert.DoesNotContain(bench.Notices(), notice => notice is VoiceHeard or VoiceMissed);
    }

    [Fact]
    public void A_closed_wait_is_over()
    {
        using var bench = Bench(speaksFrom: 100, speaksTo: 200);
        bench.Step(50);
        bench.Pump.Await(1, Patience);
        bench.Step();
        bench.Pump.Close(1, UtteranceEnd.Clear);
        bench.Step(400);

        Assert.Empty(bench.Sink.Log);
        Assert.Contains(new CaptureClosed(1), bench.Notices());
    }

    [Fact]
    public void Muting_ends_the_wait()
    {
        using var bench = Bench(speaksFrom: 100, speaksTo: 200);
        bench.Step(50);
        bench.Pump.Await(1, Patience);
        bench.Step();
        bench.Pump.SetMuted(true);
        bench.Step(200);

        Assert.Empty(bench.Sink.Log);
        Assert.DoesNotContain(bench.Notices(), notice => notice is VoiceHeard);
    }

    [Fact]
    public void Without_a_pre_roll_the_device_is_open_while_a_voice_is_awaited_and_closed_behind_it()
    {
        using var bench = Bench(speaksFrom: int.MaxValue, speaksTo: 0, preRollMs: 0);
        bench.Step();
        Assert.Equal(0, bench.Pump.Counters.Opens);
        bench.Pump.Await(1, TimeSpan.FromSeconds(1));
        bench.Step(10);
        Assert.Equal(1, bench.Pump.Counters.Opens);
        bench.Step(60);

        Assert.True(bench.Capture.IsDisposed);
    }

    [Fact]
    public void Finding_the_end_allocates_nothing()
    {
        // A second of voice, half a second of the room, again and again.
        using var bench = new CaptureBench(preRollMs: 200, endPauseMs: 860, microphone: new FakeCapture
        {
            Sound = index => index / AudioFormat.FrameSamples % 75 < 50 ? Voice[index % Voice.Length] : (short)0,
        });
        bench.Step(70);
        bench.Pump.Open(1);
        bench.Pump.Watch(1, Patience);
        bench.Sink.Forgets = true;
        bench.Step(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        bench.Step(500);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Contains(new VoiceHeard(1), bench.Notices());
    }

    // Frames, counted from the first one read.
    private CaptureBench Bench(int speaksFrom, int speaksTo, int endPauseMs = 860, int preRollMs = 200)
    {
        (_speaksFrom, _speaksTo) = (speaksFrom, speaksTo);
        return new CaptureBench(preRollMs, endPauseMs: endPauseMs, microphone: new FakeCapture { Sound = Sample });
    }

    private short Sample(int index)
    {
        var frame = index / AudioFormat.FrameSamples;
        var noise = (short)((index * 7_919 % 41) - 20);
        return frame >= _speaksFrom && frame < _speaksTo ? Voice[index % Voice.Length] : noise;
    }
}
