using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class PlaybackPumpTests
{
    private const int Frame = AudioFormat.FrameSamples;

    [Fact]
    public void A_stream_starts_when_sixty_milliseconds_wait()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise((3 * Frame) - 1));
        bench.Step(2);
        var before = bench.Speaker.Frames;
        bench.Send(1, Signal.Noise(1));
        bench.Step(4);

        Assert.Equal(0, before);
        Assert.Equal(3, bench.Speaker.Frames);
    }

    [Fact]
    public void A_stream_shorter_than_the_prebuffer_starts_at_its_end_mark()
    {
        using var bench = new PlaybackBench();
        var sound = Signal.Noise(Frame + 100);
        bench.Send(1, sound);
        bench.Buffer.Complete(1);

        bench.Settle();

        Assert.Equal([.. sound, .. new short[Frame - 100]], bench.Speaker.Samples);
    }

    [Fact]
    public void A_whole_stream_is_told_as_started_and_drained_once_each()
    {
        using var bench = new PlaybackBench();
        bench.Send(5, Signal.Noise(10 * Frame));
        bench.Buffer.Complete(5);
        bench.Settle();
        bench.Buffer.Complete(5);
        bench.Settle();

        Assert.Equal(
            [new DeviceReady(AudioDirection.Playback), new PlaybackStarted(5), new PlaybackDrained(5)], bench.Notices());
    }

    [Fact]
    public void A_stream_is_drained_only_when_the_device_has_played_it()
    {
        using var bench = new PlaybackBench();
        bench.Speaker.Delay = 640;
        bench.Send(1, Signal.Noise(4 * Frame));
        bench.Buffer.Complete(1);
        bench.Step(8);
        var early = bench.Notices();
        bench.Speaker.Delay = 0;
        bench.Settle();

        Assert.DoesNotContain(new PlaybackDrained(1), early);
        Assert.Contains(new PlaybackDrained(1), bench.Notices());
        Assert.Equal(1, bench.Speaker.Idles);
    }

    [Fact]
    public void A_device_that_never_comes_to_rest_does_not_hold_up_the_turn()
    {
        using var bench = new PlaybackBench();
        bench.Speaker.Delay = 640;
        bench.Send(1, Signal.Noise(4 * Frame));
        bench.Buffer.Complete(1);

        bench.Settle();

        Assert.Contains(new PlaybackDrained(1), bench.Notices());
    }

    [Fact]
    public void A_stream_without_sound_is_drained_without_having_started()
    {
        using var bench = new PlaybackBench();
        bench.Buffer.Complete(3);
        bench.Settle();

        Assert.Equal([new DeviceReady(AudioDirection.Playback), new PlaybackDrained(3)], bench.Notices());
    }

    [Fact]
    public void The_idle_thread_is_parked()
    {
        using var bench = new PlaybackBench();

        bench.Step();

        Assert.Equal(1, bench.Pacer.Parks);
    }

    [Fact]
    public void Volume_is_applied_to_what_the_device_gets()
    {
        using var bench = new PlaybackBench();
        bench.Volume.Percent = 0;
        bench.Send(1, Signal.Noise(4 * Frame));
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal(new short[4 * Frame], bench.Speaker.Samples);
    }

    [Fact]
    public void A_format_nobody_decodes_is_skipped_to_its_end_and_the_turn_ends()
    {
        using var bench = new PlaybackBench();
        bench.Buffer.Write(1, new WireFormat(AudioCodec.Pcm, 12_345), new byte[100_000]);
        bench.Step(5);
        bench.Buffer.Write(1, new WireFormat(AudioCodec.Pcm, 12_345), new byte[100_000]);
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal([new DeviceReady(AudioDirection.Playback), new PlaybackDrained(1)], bench.Notices());
        Assert.Equal(1, bench.Pump.Counters.UndecodableStreams);
    }

    [Fact]
    public void A_write_that_found_no_room_is_tried_again()
    {
        using var bench = new PlaybackBench();
        var sound = Signal.Noise(4 * Frame);
        bench.Speaker.Statuses.Enqueue(PcmStatus.Timeout);
        bench.Send(1, sound);
        bench.Buffer.Complete(1);
        bench.Settle();

        Assert.Equal(sound, bench.Speaker.Samples);
        Assert.Equal(1, bench.Pump.Counters.Timeouts);
    }

    [Fact]
    public void A_new_stream_replaces_the_one_before()
    {
        using var bench = new PlaybackBench();
        bench.Send(1, Signal.Noise(10 * Frame));
        bench.Step(4);
        var second = Signal.Noise(4 * Frame, seed: 2);
        bench.Send(2, second);
        bench.Buffer.Complete(2);
        bench.Settle();

        Assert.Equal(second, bench.Speaker.Samples[^second.Length..]);
        Assert.DoesNotContain(new PlaybackDrained(1), bench.Notices());
    }
}
