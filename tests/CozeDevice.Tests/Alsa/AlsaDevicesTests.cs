using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>What devices are asked for, what they grant, and what is said when they cannot be used.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaDevicesTests : IDisposable
{
    private const int Stereo = 2;
    private const int S24 = 32; // SND_PCM_FORMAT_S24_3LE

    private readonly TestLog _log = new();

    [Fact]
    public void Without_the_library_the_message_says_what_to_do()
    {
        var devices = new AlsaDevices(TimeProvider.System, _log.For<AlsaDevices>(), "libasound-that-is-not-there.so.2");

        var error = Assert.Throws<AudioDeviceException>(() => devices.OpenPlayback("default"));

        Assert.Contains("apt-get install libasound2", error.Message, StringComparison.Ordinal);
        Assert.Equal("default", error.Device);
        Assert.Throws<AudioDeviceException>(() => devices.OpenCapture("default"));
    }

    [AlsaFact]
    public void A_device_that_takes_what_the_house_has_is_given_that()
    {
        using var device = new BenchDevice();

        Assert.Equal(new PcmGrant(16_000, 1, 320, 1_920), Grant(device.Name, AudioDirection.Playback));
        Assert.Equal(new PcmGrant(16_000, 1, 320, 3_200), Grant(device.Name, AudioDirection.Capture));
        Assert.Contains(_log.Messages(LogLevel.Information), line =>
            line.Contains("16000 Hz, 1 channel, period 20.0 ms, buffer 120.0 ms", StringComparison.Ordinal));
    }

    [AlsaTheory]
    [InlineData(44_100, 44_100, 44_100)]
    [InlineData(44_100, 48_000, 48_000)]
    [InlineData(22_050, 32_000, 32_000)]
    [InlineData(8_000, 8_000, 8_000)]
    [InlineData(20_000, 96_000, 48_000)]
    public void Of_other_rates_the_best_for_our_own_converter_is_taken(int least, int most, int taken)
    {
        using var device = new BenchDevice { [Slot.RateLeast] = least, [Slot.RateMost] = most };

        Assert.Equal(taken, Grant(device.Name, AudioDirection.Playback).Rate);
        Assert.Equal(taken, Grant(device.PlugName, AudioDirection.Capture).Rate);
    }

    [AlsaFact]
    public void A_speaker_with_two_channels_and_a_period_of_its_own_is_taken_as_it_is()
    {
        using var device = new BenchDevice
        {
            [Slot.RateLeast] = 44_100,
            [Slot.ChannelsLeast] = Stereo,
            [Slot.ChannelsMost] = Stereo,
            [Slot.Period] = 441,
        };

        Assert.Equal(new PcmGrant(44_100, Stereo, 441, 12 * 441), Grant(device.Name, AudioDirection.Playback));
    }

    [AlsaFact]
    public void Only_a_device_with_none_of_our_rates_is_left_to_the_converter_of_the_library()
    {
        using var device = new BenchDevice { [Slot.RateLeast] = 96_000 };

        Assert.Equal((16_000, true), (Grant(device.PlugName, AudioDirection.Playback).Rate, Grant(device.PlugName, AudioDirection.Playback).IsConvertedByAlsa));
        Assert.Equal(
            RateConverters.HasFilter(null) ? 0 : 1,
            _log.Messages(LogLevel.Warning).Count(line => line.Contains("libasound2-plugins", StringComparison.Ordinal)));
    }

    [AlsaFact]
    public void A_device_that_offers_nothing_of_use_is_refused_with_what_it_offers()
    {
        using var device = new BenchDevice
        {
            [Slot.Format] = S24,
            [Slot.RateLeast] = 96_000,
            [Slot.ChannelsLeast] = 9,
            [Slot.ChannelsMost] = 12,
        };

        var error = Assert.Throws<AudioDeviceException>(() => Devices().OpenCapture(device.Name));

        Assert.Equal(
            $"cannot use the audio device \"{device.Name}\" as microphone: it offers S24_3LE, 9 to 12 channels, 96000 Hz; "
            + "needed are S16_LE, at most 8 channels and a rate of 8 to 48 kHz",
            error.Message);
        Assert.Equal(device[Slot.Opens], device[Slot.Closes]);
    }

    [AlsaFact]
    public void A_name_nobody_knows_is_told_with_the_words_of_the_library_and_nothing_goes_to_standard_error()
    {
        var error = Assert.Throws<AudioDeviceException>(() => Devices().OpenPlayback("no-such-name"));

        Assert.StartsWith("cannot open the audio device \"no-such-name\" as speaker: No such file or directory (", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('%', error.Message);
        Assert.NotEmpty(_log.Messages(LogLevel.Debug));
    }

    [AlsaFact]
    public void A_device_another_program_holds_is_told_so_and_opens_once_it_is_free()
    {
        using var device = new BenchDevice { [Slot.Busy] = 1 };

        var error = Assert.Throws<AudioDeviceException>(() => Devices().OpenPlayback(device.Name));
        device[Slot.Busy] = 0;
        Devices().OpenPlayback(device.Name).Dispose();

        Assert.Contains("holds it; it is opened when it becomes free", error.Message, StringComparison.Ordinal);
    }

    [AlsaFact]
    public void What_a_device_granted_is_told_once()
    {
        using var device = new BenchDevice();
        var devices = Devices();
        for (var i = 0; i < 3; i++) devices.OpenPlayback(device.Name).Dispose();

        Assert.Single(_log.Messages(LogLevel.Information));
    }

    [AlsaFact]
    public void A_thousand_openings_leave_nothing_behind()
    {
        using var device = new BenchDevice();
        var devices = Devices();
        devices.OpenPlayback(device.Name).Dispose();
        var files = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 500; i++)
        {
            devices.OpenPlayback(device.Name).Dispose();
            devices.OpenCapture(device.Name).Dispose();
        }

        Assert.Equal(device[Slot.Opens], device[Slot.Closes]);
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, files + 20);
    }

    [Theory]
    [InlineData("Unknown PCM %s", "Unknown PCM …")]
    [InlineData("cannot open %-10s (%2.1f %lu%%)", "cannot open … (… …%%)")]
    [InlineData("plain", "plain")]
    public void A_message_of_the_library_is_told_without_what_cannot_be_read(string format, string text) =>
        Assert.Equal(text, AlsaMessages.WithoutArguments(format));

    public void Dispose() => _log.Dispose();

    private AlsaDevices Devices() => new(TimeProvider.System, _log.For<AlsaDevices>());

    private PcmGrant Grant(string name, AudioDirection direction)
    {
        var (pcm, config) = Devices().Open(name, direction);
        pcm.Dispose();
        return config.Grant;
    }
}
