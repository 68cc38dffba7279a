using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using NSubstitute;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class FileAndNullDevicesTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;

    private readonly ManualPacer _pacer = new();

    [Fact]
    public void The_microphone_null_is_silence_in_real_time()
    {
        using var capture = new FileAndNullDevices(() => _pacer).OpenCapture("null");
        var frame = Signal.Noise(Frame);

        Assert.Equal(PcmStatus.Ok, capture.Read(frame));
        Assert.Equal(new short[Frame], frame);
        Assert.Equal(20, _pacer.Now.TotalMilliseconds);
    }

    [Fact]
    public void The_speaker_null_takes_sound_in_real_time()
    {
        using var playback = new FileAndNullDevices(() => _pacer).OpenPlayback("null");

        for (var i = 0; i < 54; i++)
        {
            playback.Wait();
            playback.Write(new short[Frame]);
        }

        Assert.Equal(1_000, _pacer.Now.TotalMilliseconds);
        Assert.Equal(4 * Frame, playback.Delay);
    }

    [Fact]
    public void A_name_that_is_not_ours_goes_to_the_next()
    {
        var next = Substitute.For<IAudioDevices>();
        var devices = new FileAndNullDevices(() => _pacer, next);

        devices.OpenCapture("plughw:CARD=mic");
        devices.OpenPlayback("default");

        next.Received(1).OpenCapture("plughw:CARD=mic");
        next.Received(1).OpenPlayback("default");
    }

    [Fact]
    public void Without_a_next_a_name_that_is_not_ours_is_refused_with_what_would_work()
    {
        var devices = new FileAndNullDevices(() => _pacer);

        var error = Assert.Throws<AudioDeviceException>(() => devices.OpenPlayback("default"));

        Assert.Equal("default", error.Device);
        Assert.Contains("file:PATH.wav and null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_path_is_refused() =>
        Assert.Throws<AudioDeviceException>(() => new FileAndNullDevices(() => _pacer).OpenCapture("file:"));

    public void Dispose() => _pacer.Dispose();
}
