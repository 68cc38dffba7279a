using CozeDevice.Audio;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>What is heard when a reply is late, against a card and a clock.</summary>
public sealed class ConcealmentTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [OpusFact]
    public void Opus_makes_up_two_frames_that_fade_and_goes_on_rising()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        Send(simulation, 0, 3);
        Send(simulation, 300, 6);
        End(simulation, 300);
        simulation.Settle();

        var heard = simulation.Speaker.Samples.ToArray();
        Assert.Equal((3 + 2 + 6) * Frame, heard.Length);
        Assert.True(Rms(heard, 2) > Rms(heard, 4));
        Assert.True(Rms(heard, 3) > Rms(heard, 4));
        Assert.InRange(heard[(5 * Frame) - 1], -100, 100);
        Assert.Equal(0, heard[5 * Frame]);
        var counters = simulation.Pump.Counters;
        Assert.Equal((1, 2, 2 * Frame), (counters.Starvations, counters.FramesConcealed, counters.SamplesConcealed));
        Assert.Equal((0, 2), (simulation.Speaker.Xruns, simulation.Speaker.Finishes));
    }

    [OpusFact]
    public void What_comes_while_the_gap_is_bridged_goes_on_without_a_silence()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        Send(simulation, 0, 3);
        Send(simulation, 55, 6); // made up from 40 ms on, heard from 60 ms on, and silent at 100 ms
        End(simulation, 55);
        simulation.Settle();

        var heard = simulation.Speaker.Samples.ToArray();
        Assert.Equal((3 + 1 + 6) * Frame, heard.Length);
        Assert.NotEqual(0, heard[4 * Frame]);
        Assert.Equal((1, 1), (simulation.Pump.Counters.Starvations, simulation.Pump.Counters.FramesConcealed));
        Assert.Equal(1, simulation.Speaker.Finishes);
    }

    [Fact]
    public void A_gap_ends_when_twice_as_much_waits_as_before()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        for (var i = 0; i < 3; i++) Plan(simulation, 20 * i, 1);
        Plan(simulation, 85, 5); // in the gap, which begins 20 ms before the card is dry at 100 ms
        var early = 0;
        simulation.Pacer.At(TimeSpan.FromMilliseconds(88), () => early = simulation.Speaker.Samples.Count);
        Plan(simulation, 90, 1);
        End(simulation, 200);
        simulation.Settle();

        Assert.Equal(120, simulation.Pump.Counters.PrebufferMs);
        Assert.Equal(4 * Frame, early);
    }

    [Fact]
    public void An_end_mark_that_is_late_is_no_gap_and_teaches_nothing()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        Plan(simulation, 0, 10);
        End(simulation, 900);
        simulation.Settle();

        var counters = simulation.Pump.Counters;
        Assert.Equal((0, 0, 0), (counters.Starvations, counters.FramesConcealed, counters.SamplesConcealed));
        Assert.Equal(60, counters.PrebufferMs);
        Assert.Equal(0, simulation.Speaker.Xruns);
    }

    [OpusFact]
    public void An_end_mark_does_not_cut_off_the_fade()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        Send(simulation, 0, 3);
        End(simulation, 45); // in the first made-up frame
        simulation.Settle();

        var heard = simulation.Speaker.Samples.ToArray();
        Assert.Equal(5 * Frame, heard.Length);
        Assert.InRange(heard[^1], -100, 100);
    }

    [Fact]
    public void A_pause_of_more_than_a_second_does_not_make_later_answers_wait()
    {
        using var simulation = new PlayoutSimulation { Keeps = true };
        Plan(simulation, 0, 3);
        Plan(simulation, 2_000, 3);
        End(simulation, 2_000);
        simulation.Settle();

        Assert.Equal((1, 60), (simulation.Pump.Counters.Starvations, simulation.Pump.Counters.PrebufferMs));
    }

    [Fact]
    public void A_card_whose_delay_never_falls_is_dry_when_it_should_be()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(3 * Frame));
        bench.Step(4);
        bench.Speaker.Delay = 3 * Frame;

        bench.Step(20);

        Assert.Contains(new PlaybackStarved(1), bench.Notices());
        Assert.Equal(1, bench.Speaker.Finishes);
    }

    private static double Rms(short[] samples, int frame) =>
        LevelMeter.Measure(samples.AsSpan(frame * Frame, Frame)).RmsDb;

    private static void Plan(PlayoutSimulation simulation, int atMs, int count) =>
        simulation.Pacer.At(TimeSpan.FromMilliseconds(atMs), () =>
        {
            for (var i = 0; i < count; i++) simulation.Buffer.Write(2, PlaybackBench.Pcm, new byte[2 * Frame]);
        });

    private static void Send(PlayoutSimulation simulation, int atMs, int count) =>
        simulation.Pacer.At(TimeSpan.FromMilliseconds(atMs), () =>
        {
            using var encoder = new OpusEncoder(new OpusEncoderOptions());
            var payload = new byte[encoder.MaxPayloadBytes];
            var voice = Signal.Sine(16_000, 300, count * Frame);
            for (var i = 0; i < count; i++)
            {
                var length = encoder.Encode(voice.AsSpan(i * Frame, Frame), payload);
                simulation.Buffer.Write(2, encoder.Format, payload.AsSpan(0, length));
            }
        });

    private static void End(PlayoutSimulation simulation, int atMs) =>
        simulation.Pacer.At(TimeSpan.FromMilliseconds(atMs), () => simulation.Buffer.Complete(2));
}
