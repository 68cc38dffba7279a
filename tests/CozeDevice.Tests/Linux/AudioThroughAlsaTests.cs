using System.Runtime.InteropServices;
using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Linux;

/// <summary>The audio commands through the real libasound, with devices that live in its configuration alone.</summary>
public sealed class AudioThroughAlsaTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly Dictionary<string, string> _environment = [];

    public AudioThroughAlsaTests()
    {
        Assert.SkipUnless(NativeLibrary.TryLoad("libasound.so.2", out _), "libasound.so.2 is not installed");
        Assert.SkipUnless(File.Exists("/usr/share/alsa/alsa.conf"), "ALSA's own configuration is not installed");
        _environment["ALSA_CONFIG_PATH"] = _directory.Write("asound.conf", $$"""
            </usr/share/alsa/alsa.conf>
            pcm.!default { type plug slave.pcm "null" hint { show on description "Both ways" } }
            pcm.studio { type plug slave { pcm "null" rate 48000 channels 2 format S16_LE } hint { show on description "48 kHz alone" } }
            pcm.recorder { type file slave.pcm "null" file "{{_directory["played.raw"]}}" format "raw" }
            """);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Devices_of_the_configuration_are_listed_with_what_they_do_without_conversion()
    {
        var run = await CliProcess.RunAsync(_environment, "audio", "list", "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal([8_000, 16_000, 24_000, 32_000, 44_100, 48_000], Rates(json, "default"));
        Assert.Equal([48_000], Rates(json, "studio"));
        Assert.DoesNotContain("speexrate", run.Out, StringComparison.Ordinal);
        foreach (var configured in json.RootElement.GetProperty("configured").EnumerateArray())
            Assert.Equal("free", configured.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_file_is_played_bit_for_bit()
    {
        var voice = Signal.Voice(3_200);
        using (var wav = new WavWriter(_directory["in.wav"], AudioFormat.SampleRate))
        {
            wav.Write(voice);
            wav.WriteHeader();
        }

        var run = await CliProcess.RunAsync(_environment, "audio", "play", _directory["in.wav"], "--device", "recorder");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var played = MemoryMarshal.Cast<byte, short>(await File.ReadAllBytesAsync(_directory["played.raw"])).ToArray();
        Assert.Equal(voice, played.AsSpan(0, voice.Length));
    }

    [Fact]
    public async Task A_microphone_of_zeros_is_recorded_and_called_so()
    {
        var run = await CliProcess.RunAsync(_environment, "audio", "record", _directory["out.wav"], "--seconds", "0.2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("silence: only zeros", run.Out, StringComparison.Ordinal);
        Assert.Equal(3_200, WavFile.Read(_directory["out.wav"]).Samples.Length);
    }

    [Theory]
    [InlineData("plughw:CARD=Nobody,DEV=0")]
    [InlineData("nonsense")]
    public async Task A_device_that_does_not_exist_ends_with_5_and_one_line_of_ours(string device)
    {
        var run = await CliProcess.RunAsync(_environment, "audio", "meter", "--device", device);
        Assert.Equal((5, ""), (run.ExitCode, run.Out));
        var line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("cozedevice: ", line, StringComparison.Ordinal);
        Assert.Contains(device, line, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Rates(JsonDocument json, string device) => json.RootElement.GetProperty("named").EnumerateArray()
        .Single(pcm => pcm.GetProperty("device").GetString() == device)
        .GetProperty("playback").GetProperty("rates").EnumerateArray().Select(rate => rate.GetInt32());
}
