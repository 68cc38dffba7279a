using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class FileCaptureTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cozedevice-");
    private readonly ManualPacer _pacer = new();

    [Fact]
    public void There_is_silence_before_a_press_the_file_from_its_beginning_and_silence_after_its_end()
    {
        var spoken = Signal.Noise((2 * Frame) + 50, amplitude: short.MaxValue);
        using var capture = Open(spoken, 16_000);
        var before = Read(capture, 3);
        capture.Rewind();
        var during = Read(capture, 5);

        Assert.Equal(new short[3 * Frame], before);
        short[] expected = [.. spoken, .. new short[(3 * Frame) - 50]];
        Assert.Equal(expected, during);
    }

    [Fact]
    public void A_press_in_the_middle_starts_the_file_again()
    {
        var spoken = Signal.Noise(5 * Frame);
        using var capture = Open(spoken, 16_000);
        capture.Rewind();
        Read(capture, 2);
        capture.Rewind();

        Assert.Equal(spoken[..Frame], Read(capture, 1));
    }

    [Fact]
    public void A_file_of_another_rate_is_converted()
    {
        using var capture = Open(Signal.Sine(48_000, 1_000, 48_000), 48_000);
        capture.Rewind();

        Assert.InRange(Signal.Amplitude(Read(capture, 50).AsSpan(1_000, 14_000), 16_000, 1_000), 15_900, 16_100);
    }

    [Fact]
    public void Frames_come_every_twenty_milliseconds_however_long_the_reader_takes()
    {
        using var capture = Open([], 16_000);
        List<double> times = [];
        for (var i = 0; i < 5; i++)
        {
            Read(capture, 1);
            times.Add(_pacer.Now.TotalMilliseconds);
            _pacer.Advance(7);
        }

        Assert.Equal([20, 40, 60, 80, 100], times);
    }

    [Fact]
    public void A_reader_that_was_stopped_for_long_gets_no_more_than_a_sound_card_would_have_kept()
    {
        using var capture = Open([], 16_000);
        Read(capture, 1);
        _pacer.Advance(5_000);
        var late = _pacer.Now;
        Read(capture, 8);
        var after = _pacer.Now;
        Read(capture, 1);

        Assert.Equal(late, after);
        Assert.Equal(20, (_pacer.Now - late).TotalMilliseconds);
    }

    [Fact]
    public void A_reader_that_was_stopped_for_long_loses_nothing_of_the_file()
    {
        var spoken = Signal.Noise(6 * Frame);
        using var capture = Open(spoken, 16_000);
        capture.Rewind();
        var first = Read(capture, 2);
        _pacer.Advance(5_000);
        short[] all = [.. first, .. Read(capture, 4)];

        Assert.Equal(spoken, all);
    }

    [Fact]
    public void Somebody_who_wakes_the_clock_ends_the_wait()
    {
        using var capture = Open([], 16_000);
        _pacer.Wake();

        Assert.Equal(PcmStatus.Timeout, capture.Read(new short[Frame]));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var name = "file:" + Path.Combine(_directory.FullName, "none.wav");

        var error = Assert.Throws<AudioDeviceException>(() => new FileAndNullDevices(() => _pacer).OpenCapture(name));

        Assert.Equal(name, error.Device);
        Assert.Contains("none.wav", error.Message, StringComparison.Ordinal);
        Assert.True(_pacer.IsDisposed);
    }

    [Fact]
    public void A_directory_is_no_microphone() =>
        Assert.Throws<AudioDeviceException>(() =>
            new FileAndNullDevices(() => _pacer).OpenCapture("file:" + _directory.FullName));

    public void Dispose() => _directory.Delete(recursive: true);

    private IPcmCapture Open(short[] samples, int rate)
    {
        var path = Path.Combine(_directory.FullName, "mic.wav");
        using (var writer = new WavWriter(path, rate))
        {
            writer.Write(samples);
            writer.WriteHeader();
        }

        return new FileAndNullDevices(() => _pacer).OpenCapture("file:" + path);
    }

    private static short[] Read(IPcmCapture capture, int frames)
    {
        var samples = new short[frames * Frame];
        for (var i = 0; i < frames; i++) Assert.Equal(PcmStatus.Ok, capture.Read(samples.AsSpan(i * Frame, Frame)));
        return samples;
    }
}
