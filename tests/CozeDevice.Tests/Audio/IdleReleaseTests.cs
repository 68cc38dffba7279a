using System.Runtime.InteropServices;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Audio;

/// <summary>A speaker nobody needs is let go, and is there again in time.</summary>
public sealed class IdleReleaseTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Release = TimeSpan.FromSeconds(10);

    private readonly List<AudioNotice> _notices = [];

    [Fact]
    public void The_speaker_is_opened_once_at_the_start_and_let_go_ten_seconds_later()
    {
        using var simulation = Simulate();
        simulation.Step();
        var due = simulation.Pacer.LastDue;
        simulation.Step();

        Assert.Equal(Release, due);
        Assert.Equal(1, simulation.Opens);
        Assert.True(simulation.Speaker.IsDisposed);
        Assert.Equal(1, simulation.Pump.Counters.Releases);
    }

    [Fact]
    public void A_released_speaker_costs_no_wake_up_and_is_not_lost()
    {
        using var simulation = Simulate();
        simulation.Settle();

        Assert.Equal(TimeSpan.MaxValue, simulation.Pacer.LastDue);
        Assert.Equal([new DeviceReady(AudioDirection.Playback)], _notices);
    }

    [Fact]
    public void A_released_speaker_is_not_looked_at_either()
    {
        using var simulation = Simulate();
        simulation.Step();
        simulation.Speaker.IsRemovable = true;
        simulation.Settle();
        Assert.Equal(Release, simulation.Pacer.Now);

        Assert.Equal(TimeSpan.MaxValue, simulation.Pacer.LastDue);
    }

    [Fact]
    public void Nothing_is_let_go_when_that_is_not_wanted()
    {
        using var simulation = Simulate(releaseSeconds: 0);
        simulation.Settle();

        Assert.False(simulation.Speaker.IsDisposed);
        Assert.Equal(TimeSpan.MaxValue, simulation.Pacer.LastDue);
    }

    [Fact]
    public void It_is_open_before_the_answer_when_somebody_prepares_it()
    {
        using var simulation = Simulate();
        simulation.Settle();
        simulation.Pump.Prepare();
        simulation.Step();

        Assert.Equal(2, simulation.Opens);
        Assert.False(simulation.Speaker.IsDisposed);
    }

    [Fact]
    public void What_is_expected_but_never_heard_keeps_it_for_ten_seconds()
    {
        using var simulation = Simulate();
        simulation.Settle();
        simulation.Pacer.Advance(60_000);
        simulation.Pump.Prepare();
        simulation.Step();
        var expected = simulation.Pacer.Now;
        simulation.Settle();

        Assert.Equal(2, simulation.Pump.Counters.Releases);
        Assert.Equal(expected + Release, simulation.Pacer.Now);
    }

    [Fact]
    public void The_first_delta_opens_it_and_the_stream_is_heard_whole()
    {
        using var simulation = Simulate();
        simulation.Settle();
        var sound = Signal.Noise(7 * AudioFormat.FrameSamples);
        simulation.Buffer.Write(2, PlaybackBench.Pcm, MemoryMarshal.AsBytes(sound.AsSpan()));
        simulation.Step();
        Assert.Equal(2, simulation.Opens);
        simulation.Buffer.Complete(2);
        simulation.Settle();

        Assert.Equal(sound, simulation.Speaker.Samples);
        Assert.Contains(new PlaybackDrained(2), _notices);
    }

    [Fact]
    public void A_stream_without_sound_ends_without_the_speaker()
    {
        using var simulation = Simulate();
        simulation.Settle();
        simulation.Buffer.Complete(2);
        simulation.Step();
        simulation.Step();

        Assert.Equal(1, simulation.Opens);
        Assert.Contains(new PlaybackDrained(2), _notices);
    }

    [Fact]
    public void It_stays_open_while_a_stream_waits_for_more()
    {
        using var simulation = Simulate();
        simulation.Buffer.Write(2, PlaybackBench.Pcm, new byte[6_400]);
        simulation.Pacer.At(TimeSpan.FromMinutes(1), () => simulation.Buffer.Discard(4));
        while (simulation.Pacer.HasPlans) simulation.Step();
        Assert.False(simulation.Speaker.IsDisposed);
        simulation.Settle();

        Assert.Equal(1, simulation.Pump.Counters.Releases);
        Assert.Equal(1, simulation.Opens);
    }

    [Fact]
    public void A_barge_in_on_a_released_speaker_is_nothing()
    {
        using var simulation = Simulate();
        simulation.Settle();
        simulation.Buffer.Discard(2);
        simulation.Settle();

        Assert.Equal(1, simulation.Opens);
    }

    [Fact]
    public void A_speaker_that_is_not_there_any_more_when_it_is_needed_is_told_as_lost()
    {
        using var simulation = Simulate();
        simulation.Settle();
        simulation.IsUnplugged = true;
        simulation.Buffer.Write(2, PlaybackBench.Pcm, new byte[6_400]);
        simulation.Buffer.Complete(2);
        for (var i = 0; i < 40; i++) simulation.Step();

        Assert.Contains(new DeviceLost(AudioDirection.Playback, "speaker is not there"), _notices);
        Assert.Contains(new PlaybackDrained(2), _notices);
    }

    [Fact]
    public void A_speaker_that_was_unplugged_while_idle_is_lost_and_not_let_go()
    {
        using var simulation = Simulate();
        simulation.Step();
        (simulation.Speaker.IsRemovable, simulation.Speaker.IsPresent, simulation.IsUnplugged) = (true, false, true);
        simulation.Step();

        Assert.Contains(new DeviceLost(AudioDirection.Playback, "speaker is gone"), _notices);
        Assert.Equal(0, simulation.Pump.Counters.Releases);
    }

    [Fact]
    public void A_lost_speaker_is_looked_for_found_and_then_let_go()
    {
        using var simulation = Simulate();
        simulation.IsUnplugged = true;
        simulation.Pacer.At(TimeSpan.FromSeconds(60), () => simulation.IsUnplugged = false);
        simulation.Settle();

        Assert.Equal(
            [new DeviceLost(AudioDirection.Playback, "speaker is not there"), new DeviceReady(AudioDirection.Playback)], _notices);
        Assert.Equal(1, simulation.Pump.Counters.Releases);
    }

    [Fact]
    public void A_recording_goes_on_where_it_was()
    {
        using var directory = new TempDirectory();
        var path = Path.Combine(directory.Path, "speaker.wav");
        var pacer = new ManualPacer();
        var playout = new PlayoutBuffer();
        using var pump = Pump("file:" + path, new FileAndNullDevices(() => pacer), playout, pacer, Release);
        var sound = Signal.Noise(4 * AudioFormat.FrameSamples);
        for (var stream = 1; stream <= 3; stream++)
        {
            playout.Write(stream, PlaybackBench.Pcm, MemoryMarshal.AsBytes(sound.AsSpan()));
            playout.Complete(stream);
            while (pump.Counters.Releases < stream) pump.Step();
        }

        Assert.Equal([.. sound, .. sound, .. sound], WavFile.Read(path).Samples.ToArray());
    }

    [Fact]
    public void The_thread_of_a_released_speaker_is_woken_by_whoever_prepares_it()
    {
        using var pump = Pump(
            "null", new FileAndNullDevices(TimeProvider.System), new PlayoutBuffer(), new SystemPacer(TimeProvider.System),
            TimeSpan.FromMilliseconds(20));
        pump.Start(new PlainThreads());
        Assert.True(SpinWait.SpinUntil(() => pump.Counters.Releases == 1 && pump.IsParked, Deadline), "never let go");
        var steps = pump.Steps;

        pump.Prepare();

        Assert.True(SpinWait.SpinUntil(() => pump.Counters.Opens == 2, Deadline), "never opened again");
        Assert.True(SpinWait.SpinUntil(() => pump.Counters.Releases == 2, Deadline), "never let go again");
        Assert.InRange(pump.Steps - steps, 1, 3);
    }

    private static PlaybackPump Pump(
        string device, IAudioDevices devices, PlayoutBuffer playout, IPacer pacer, TimeSpan idleRelease) => new(
        new PlaybackOptions { Device = device, IdleRelease = idleRelease }, devices, new LinuxCodecs(), playout, new Volume(),
        Channel.CreateUnbounded<AudioNotice>().Writer, pacer, TimeProvider.System, NullLogger<PlaybackPump>.Instance);

    private PlayoutSimulation Simulate(double releaseSeconds = 10) =>
        new(idleReleaseSeconds: releaseSeconds) { Keeps = true, Told = _notices.Add };
}
