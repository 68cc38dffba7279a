using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class FilePlaybackTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cozedevice-");
    private readonly ManualPacer _pacer = new();
    private readonly string _path;
    private readonly FileAndNullDevices _devices;

    public FilePlaybackTests()
    {
        _path = Path.Combine(_directory.FullName, "speaker.wav");
        _devices = new FileAndNullDevices(() => _pacer);
    }

    [Fact]
    public void Four_frames_go_in_at_once_and_each_further_one_waits_for_its_room()
    {
        using var playback = Open();
        Write(playback, Signal.Noise(4 * Frame));
        var full = _pacer.Now;
        Write(playback, Signal.Noise(Frame));
        var fifth = _pacer.Now;
        Write(playback, Signal.Noise(Frame));

        Assert.Equal([0, 20, 40], [full.TotalMilliseconds, fifth.TotalMilliseconds, _pacer.Now.TotalMilliseconds]);
    }

    [Fact]
    public void The_delay_is_what_was_not_heard_yet()
    {
        using var playback = Open();
        Write(playback, Signal.Noise(3 * Frame));
        var delays = new List<int> { playback.Delay };
        _pacer.Advance(25);
        delays.Add(playback.Delay);
        _pacer.Advance(1_000);
        delays.Add(playback.Delay);

        Assert.Equal([960, 560, 0], delays);
    }

    [Fact]
    public void What_was_heard_before_a_drop_is_recorded_to_the_sample_and_nothing_of_the_rest()
    {
        var sound = Signal.Noise(4 * Frame);
        var playback = Open();
        Write(playback, sound);
        _pacer.Advance(33);
        playback.Drop();
        _pacer.Advance(500);
        playback.Dispose();

        Assert.Equal(sound[..(33 * 16)], Recorded());
    }

    [Fact]
    public void What_comes_after_a_drop_follows_without_silence()
    {
        var first = Signal.Noise(4 * Frame);
        var second = Signal.Noise(4 * Frame, seed: 2);
        var playback = Open();
        Write(playback, first);
        _pacer.Advance(10);
        playback.Drop();
        _pacer.Advance(500);
        Write(playback, second);
        _pacer.Advance(500);
        playback.Dispose();

        short[] expected = [.. first.AsSpan(0, 160), .. second];
        Assert.Equal(expected, Recorded());
    }

    [Fact]
    public void A_drop_empties_the_device_at_once()
    {
        using var playback = Open();
        Write(playback, Signal.Noise(4 * Frame));

        playback.Drop();

        Assert.Equal(0, playback.Delay);
    }

    [Fact]
    public void The_silence_between_turns_is_not_recorded()
    {
        var sound = Signal.Noise(6 * Frame);
        var playback = Open();
        Write(playback, sound.AsSpan(0, 3 * Frame));
        _pacer.Advance(60);
        playback.Idle();
        _pacer.Advance(10_000);
        Write(playback, sound.AsSpan(3 * Frame));
        _pacer.Advance(60);
        playback.Dispose();

        Assert.Equal(sound, Recorded());
    }

    [Fact]
    public void An_end_in_the_middle_leaves_what_was_heard()
    {
        var sound = Signal.Noise(4 * Frame);
        var playback = Open();
        Write(playback, sound);
        _pacer.Advance(40);
        playback.Dispose();

        Assert.Equal(sound[..(2 * Frame)], Recorded());
    }

    [Fact]
    public void The_file_is_valid_within_a_second_while_it_is_written()
    {
        using var playback = Open();
        Assert.Empty(Recorded());
        Write(playback, Signal.Noise(54 * Frame)); // fifty frames heard

        Assert.InRange(Recorded().Length, AudioFormat.Samples(500), AudioFormat.Samples(1_000));
    }

    [Fact]
    public void The_file_is_complete_when_the_device_is_idle()
    {
        using var playback = Open();
        var sound = Signal.Noise(3 * Frame);
        Write(playback, sound);
        _pacer.Advance(60);
        playback.Idle();

        Assert.Equal(sound, Recorded());
    }

    [Fact]
    public void A_buffer_that_ran_dry_is_told_but_an_intended_silence_is_not()
    {
        using var playback = Open();
        var frame = Signal.Noise(Frame);
        playback.Write(frame);
        _pacer.Advance(100);
        var dry = playback.Write(frame);
        _pacer.Advance(100);
        playback.Idle();
        var rested = playback.Write(frame);
        playback.Drop();
        var dropped = playback.Write(frame);

        Assert.Equal([PcmStatus.Xrun, PcmStatus.Ok, PcmStatus.Ok], [dry, rested, dropped]);
        Assert.Equal(1, playback.Recovered.Xruns);
    }

    [Fact]
    public void A_device_opened_again_continues_the_recording_and_a_new_start_replaces_it()
    {
        for (var i = 0; i < 2; i++)
        {
            using var playback = Open();
            Write(playback, Signal.Noise(Frame));
            _pacer.Advance(20);
        }

        var continued = Recorded().Length;
        using (new FileAndNullDevices(() => _pacer).OpenPlayback("file:" + _path)) { }

        Assert.Equal(2 * Frame, continued);
        Assert.Empty(Recorded());
    }

    [Fact]
    public void A_directory_that_is_not_there_is_not_made()
    {
        var name = "file:" + Path.Combine(_directory.FullName, "none", "speaker.wav");

        var error = Assert.Throws<AudioDeviceException>(() => _devices.OpenPlayback(name));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private IPcmPlayback Open() => _devices.OpenPlayback("file:" + _path);

    private short[] Recorded() => WavFile.Read(_path).Samples.ToArray();

    private static void Write(IPcmPlayback playback, ReadOnlySpan<short> samples)
    {
        for (; samples.Length > 0; samples = samples[Frame..])
        {
            playback.Wait();
            playback.Write(samples[..Frame]);
        }
    }
}
