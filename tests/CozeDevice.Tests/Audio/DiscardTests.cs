using System.Runtime.InteropServices;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>Barge-in: after a discard returns, no sample of an older stream reaches the device.</summary>
public sealed class DiscardTests
{
    private const int Frame = AudioFormat.FrameSamples;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public void What_waits_is_gone_and_the_device_is_dropped()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(50 * Frame));
        bench.Step(5);
        var heard = bench.Speaker.Frames;

        bench.Buffer.Discard(2);
        bench.Step(20);

        Assert.Equal(heard, bench.Speaker.Frames);
        Assert.InRange(bench.Speaker.Drops, 1, 2);
    }

    [Fact]
    public void A_discarded_stream_is_neither_accepted_nor_told_drained()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(5 * Frame));
        bench.Step(3);
        bench.Buffer.Discard(2);
        var accepted = bench.Send(1, Signal.Noise(Frame));
        bench.Buffer.Complete(1);
        bench.Step(10);

        Assert.False(accepted);
        Assert.Equal(1, bench.Buffer.Counters.Late);
        Assert.DoesNotContain(new PlaybackDrained(1), bench.Notices());
    }

    [Fact]
    public void The_next_stream_is_heard_whole()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(50 * Frame));
        bench.Step(5);
        bench.Buffer.Discard(2);
        bench.Step();
        var before = bench.Speaker.Samples.Length;
        var sound = Signal.Noise(7 * Frame, seed: 5);
        bench.Send(2, sound);
        bench.Buffer.Complete(2);
        bench.Settle();

        Assert.Equal(sound, bench.Speaker.Samples[before..]);
    }

    [Fact]
    public void Sound_of_a_stream_that_stays_is_not_dropped()
    {
        using var bench = new PlaybackBench();
        bench.Send(5, Signal.Noise(5 * Frame));
        bench.Step(3);

        bench.Buffer.Discard(5);

        Assert.Equal(0, bench.Speaker.Drops);
    }

    [Fact]
    public void An_empty_device_is_not_dropped()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(5 * Frame));
        bench.Buffer.Complete(1);
        bench.Settle();

        bench.Buffer.Discard(2);

        Assert.Equal(0, bench.Speaker.Drops);
    }

    [Fact]
    public void A_recorder_is_told_to_rest_after_a_discard()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(5 * Frame));
        bench.Step(3);
        bench.Buffer.Discard(2);
        bench.Step();

        Assert.Equal(1, bench.Speaker.Idles);
    }

    [Fact]
    public void A_write_that_is_blocked_in_the_device_ends_and_leaves_nothing_behind()
    {
        var speaker = new BlockingPlayback();
        var devices = new FakeDevices();
        devices.Playbacks.Enqueue(speaker);
        var playout = new PlayoutBuffer();
        using var pump = Pump(devices, playout);
        var sound = Signal.Noise(10 * Frame);

        for (var stream = 1; stream <= 300; stream++)
        {
            Assert.True(playout.Write(stream, PlaybackBench.Pcm, MemoryMarshal.AsBytes(sound.AsSpan())));
            using var step = new ManualResetEventSlim();
            new PlainThreads().Start("test-speaker", () =>
            {
                for (var i = 0; i < 4; i++) pump.Step(); // buffering, one frame in the device, one that blocks, one refused
                step.Set();
            });
            speaker.AwaitBlockedWriter();

            playout.Discard(stream + 1);

            Assert.False(speaker.HasTimedOut, "the blocked write was not woken");
            Assert.Equal(0, speaker.Held);
            Assert.True(step.Wait(Deadline), "the speaker thread does not come back");
            Assert.Equal(0, speaker.Held);
            // Not even for a moment: the frame that waited for room was never handed over.
            Assert.Equal(stream, speaker.Taken);
        }
    }

    [Fact]
    public void No_sample_of_an_older_stream_passes_however_the_threads_fall()
    {
        var speaker = new SortingPlayback();
        var devices = new FakeDevices();
        devices.Playbacks.Enqueue(speaker);
        var playout = new PlayoutBuffer();
        using var pump = Pump(devices, playout, new SystemPacer(TimeProvider.System));
        pump.Start(new PlainThreads());

        for (short stream = 1; stream <= 500; stream++)
        {
            var sound = new short[5 * Frame];
            sound.AsSpan().Fill(stream);
            speaker.Next = new ManualResetEventSlim();
            Assert.True(playout.Write(stream, PlaybackBench.Pcm, MemoryMarshal.AsBytes(sound.AsSpan())));
            if (stream % 2 == 0) Assert.True(speaker.Next.Wait(Deadline), "nothing is heard");
            playout.Discard(stream + 1);
            speaker.Lowest = stream + 1;
        }

        Assert.Equal(0, speaker.Trespasses);
        Assert.False(pump.Completion.IsFaulted);
    }

    private static PlaybackPump Pump(FakeDevices devices, PlayoutBuffer playout, IPacer? pacer = null) => new(
        new PlaybackOptions { Device = "speaker" }, devices, new LinuxCodecs(), playout, new Volume(),
        Channel.CreateUnbounded<AudioNotice>().Writer, pacer ?? new ManualPacer(), TimeProvider.System,
        NullLogger<PlaybackPump>.Instance);

    /// <summary>A speaker that knows each stream by its samples and counts the ones that may not pass any more.</summary>
    private sealed class SortingPlayback : IPcmPlayback
    {
        private int _lowest;

        public ManualResetEventSlim Next { get; set; } = new();

        public int Lowest
        {
            set => Volatile.Write(ref _lowest, value);
        }

        public int Trespasses { get; private set; }

        public int Delay => 0;

        public PcmStatus Wait() => PcmStatus.Ok;

        public PcmStatus Write(ReadOnlySpan<short> frame)
        {
            // A made-up frame of a starving stream is quieter, never of a younger one; only whole samples are judged.
            if (frame[0] > 0 && frame.IndexOfAnyExcept(frame[0]) < 0 && frame[0] < Volatile.Read(ref _lowest)) Trespasses++;
            Next.Set();
            return PcmStatus.Ok;
        }

        public void Drop() { }

        public void Idle() { }

        public void Dispose() { }
    }
}
