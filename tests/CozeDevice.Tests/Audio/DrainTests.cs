using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Drained means heard, and a card that does not say so holds up no turn.</summary>
public sealed class DrainTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void A_stream_is_drained_at_the_moment_its_last_sample_was_heard()
    {
        using var simulation = new PlayoutSimulation();
        var at = TimeSpan.Zero;
        simulation.Told = notice => at = notice is PlaybackDrained ? simulation.Pacer.Now : at;
        Send(simulation, 10);
        simulation.Settle();

        Assert.Equal(200, at.TotalMilliseconds);
    }

    [Fact]
    public void A_stream_shorter_than_what_the_card_waits_for_is_heard()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        var at = TimeSpan.Zero;
        simulation.Told = notice => at = notice is PlaybackDrained ? simulation.Pacer.Now : at;
        Send(simulation, 1);
        simulation.Settle();

        Assert.Equal(20, at.TotalMilliseconds);
        Assert.Equal(Frame, simulation.Speaker.Samples.Count);
    }

    [Fact]
    public void A_delay_that_falls_late_is_waited_for()
    {
        using var bench = new PlaybackBench();
        bench.Speaker.Delay = 4 * Frame;
        bench.Send(1, new short[4 * Frame]);
        bench.Buffer.Complete(1);
        bench.Step(8);
        while (bench.Pacer.Now < TimeSpan.FromSeconds(1)) bench.Step();
        var early = bench.Notices();
        bench.Speaker.Delay = 0;
        bench.Step();

        Assert.DoesNotContain(new PlaybackDrained(1), early);
        Assert.Contains(new PlaybackDrained(1), bench.Notices());
    }

    [Theory]
    [InlineData(4 * Frame)]
    [InlineData(int.MaxValue / 2)]
    public void A_delay_that_never_falls_is_waited_for_no_longer_than_two_seconds(int delay)
    {
        using var bench = new PlaybackBench();
        bench.Send(1, new short[4 * Frame]);
        bench.Buffer.Complete(1);
        bench.Step(5);
        bench.Speaker.Delay = delay;
        var start = bench.Pacer.Now;
        bench.Settle();

        Assert.Contains(new PlaybackDrained(1), bench.Notices());
        Assert.InRange((bench.Pacer.Now - start).TotalSeconds, 1.9, 2.1);
    }

    [Fact]
    public void A_card_that_disappears_meanwhile_is_told_and_the_turn_ends()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, new short[4 * Frame]);
        bench.Buffer.Complete(1);
        bench.Step(6);
        bench.Speaker.Delay = 3 * Frame;
        (bench.Speaker.IsRemovable, bench.Speaker.IsPresent) = (true, false);
        bench.Step(4);

        Assert.Equal(
            [
                new DeviceReady(AudioDirection.Playback), new PlaybackStarted(1),
                new DeviceLost(AudioDirection.Playback, "speaker is gone"), new PlaybackDrained(1),
            ],
            bench.Notices());
        Assert.True(bench.Speaker.IsDisposed);
    }

    private static void Send(PlayoutSimulation simulation, int frames)
    {
        simulation.Buffer.Write(2, PlaybackBench.Pcm, new byte[2 * Frame * frames]);
        simulation.Buffer.Complete(2);
    }
}
