using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>A reply that comes later than it is played.</summary>
public sealed class StarvationTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void While_the_device_still_holds_sound_nothing_is_made_up()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(3 * Frame));
        bench.Step(4);
        bench.Speaker.Delay = 3 * Frame;

        bench.Step(2);

        Assert.Equal(3, bench.Speaker.Frames);
        Assert.DoesNotContain(new PlaybackStarved(1), bench.Notices());
    }

    [Fact]
    public void The_wait_for_more_ends_one_frame_before_the_device_runs_dry()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(3 * Frame));
        bench.Step(4);
        bench.Speaker.Delay = 3 * Frame;
        var start = bench.Pacer.Now;

        bench.Step(2);

        Assert.Equal(40, (bench.Pacer.Now - start).TotalMilliseconds);
    }

    [Fact]
    public void A_gap_is_bridged_by_one_frame_that_fades_and_then_told_once()
    {
        using var bench = new PlaybackBench();
        var sound = Signal.Sine(16_000, 400, 3 * Frame);
        bench.Send(1, sound);
        bench.Settle();

        var made = bench.Speaker.Samples.AsSpan(3 * Frame).ToArray();
        Assert.Equal(Frame, made.Length);
        Assert.InRange(made[0] - sound[^1], -2, 2);
        Assert.True(LevelMeter.Measure(made.AsSpan(0, 80)).RmsDb > -15);
        Assert.True(LevelMeter.Measure(made.AsSpan(240)).RmsDb < -25);
        Assert.Single(bench.Notices(), n => n == new PlaybackStarved(1));
    }

    [Fact]
    public void What_is_left_of_a_frame_is_heard_before_the_gap()
    {
        using var bench = new PlaybackBench();
        var sound = Signal.Noise((3 * Frame) + 100);
        bench.Send(1, sound);
        bench.Settle();

        Assert.Equal(sound, bench.Speaker.Samples[..sound.Length]);
    }

    [Fact]
    public void The_stream_goes_on_when_the_prebuffer_is_there_again_and_rises_from_silence()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(3 * Frame));
        bench.Settle();
        var heard = bench.Speaker.Samples.Length;
        var rest = Signal.Sine(16_000, 500, 6 * Frame); // twice what it started with
        bench.Send(1, rest.AsSpan()[..^1]);
        bench.Step(3);
        var early = bench.Speaker.Samples.Length;
        bench.Notices();

        bench.Send(1, rest.AsSpan()[^1..]);
        bench.Settle();

        var resumed = bench.Speaker.Samples[heard..];
        Assert.Equal(heard, early);
        Assert.Equal(0, resumed[0]);
        Assert.InRange(resumed[40], (rest[40] / 2) - 1, (rest[40] / 2) + 1);
        Assert.Equal(rest[80..], resumed[80..rest.Length]);
        Assert.Equal(new PlaybackResumed(1), bench.Notices()[0]);
    }

    [Fact]
    public void A_starved_stream_that_ends_is_drained()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(3 * Frame));
        bench.Settle();
        bench.Notices();
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal([new PlaybackDrained(1)], bench.Notices());
    }

    [Fact]
    public void Half_a_sample_left_over_is_kept_for_its_other_half()
    {
        using var bench = new PlaybackBench();
        var sound = Signal.Noise(6 * Frame);
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(sound.AsSpan()).ToArray();
        var cut = (3 * 640) + 1;
        bench.Buffer.Write(1, PlaybackBench.Pcm, bytes.AsSpan(0, cut));
        bench.Settle();
        var heard = bench.Speaker.Samples.Length;
        bench.Buffer.Write(1, PlaybackBench.Pcm, bytes.AsSpan(cut));
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal(sound[((3 * Frame) + 80)..], bench.Speaker.Samples[(heard + 80)..]);
    }
}
