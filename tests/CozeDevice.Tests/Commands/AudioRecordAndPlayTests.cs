using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class AudioRecordAndPlayTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_the_microphone_hears_is_in_the_file_bit_for_bit()
    {
        var voice = Signal.Voice(8_000);
        var run = await AudioAsync("record", _directory["out.wav"], "--seconds", "0.6", "--device", $"file:{Wav("in.wav", voice)}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("out.wav from file:", run.Out, StringComparison.Ordinal);
        Assert.Contains(": 0.6 s, peak ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("\n  good\n", run.Out, StringComparison.Ordinal);
        Assert.Equal([.. voice, .. new short[1_600]], WavFile.Read(_directory["out.wav"]).ToHouseRate());
    }

    [Fact]
    public async Task A_dead_microphone_is_called_so()
    {
        var run = await AudioAsync("record", _directory["out.wav"], "--seconds", "0.1", "--device", "null");
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("\n  silence: only zeros\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_as_json_is_one_object()
    {
        var run = await AudioAsync("record", _directory["out.wav"], "--seconds", "0.1", "--device", "null", "--json");
        using var json = JsonDocument.Parse(Assert.Single(run.Out.TrimEnd().Split('\n')));
        Assert.Equal(0.1, json.RootElement.GetProperty("seconds").GetDouble());
        Assert.Equal("silence", json.RootElement.GetProperty("verdict")[0].GetString());
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Ctrl_C_ends_a_recording_with_0_and_a_valid_file()
    {
        using var interrupt = new CancellationTokenSource();
        var recording = ProgramRun.OfAsync(
            ["audio", "record", _directory["out.wav"], "--device", $"file:{Wav("in.wav", Signal.Voice(32_000))}"], null, interrupt.Token);
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            // Until a header tells of sound: the file is valid at every moment.
            while (!File.Exists(_directory["out.wav"]) || WavFile.Read(_directory["out.wav"]).Samples.Length == 0)
                await Task.Delay(10, limit.Token);
        }

        await interrupt.CancelAsync();
        var run = await recording;

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var samples = WavFile.Read(_directory["out.wav"]).ToHouseRate();
        Assert.Equal(0, samples.Length % AudioFormat.FrameSamples);
        Assert.Equal(Signal.Voice(32_000).AsSpan(0, 640), samples.AsSpan(0, 640));
    }

    [Fact]
    public async Task What_is_played_is_heard_to_its_end()
    {
        var voice = Signal.Voice(4_900);
        var run = await AudioAsync("play", Wav("in.wav", voice), "--device", $"file:{_directory["heard.wav"]}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith(": 0.3 s\n", run.Out, StringComparison.Ordinal);
        var heard = WavFile.Read(_directory["heard.wav"]).ToHouseRate();
        Assert.Equal(voice, heard.AsSpan(0, voice.Length));
        Assert.All(heard[voice.Length..], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public async Task Volume_0_plays_silence()
    {
        await AudioAsync("play", Wav("in.wav", Signal.Voice(1_600)), "--volume", "0", "--device", $"file:{_directory["heard.wav"]}");
        Assert.All(WavFile.Read(_directory["heard.wav"]).ToHouseRate(), sample => Assert.Equal(0, sample));
    }

    [Fact]
    public async Task Ctrl_C_silences_the_speaker_at_once()
    {
        using var interrupt = new CancellationTokenSource();
        var heard = _directory["heard.wav"];
        var playing = ProgramRun.OfAsync(
            ["audio", "play", Wav("in.wav", Signal.Voice(320_000)), "--device", $"file:{heard}"], null, interrupt.Token);
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            while (!File.Exists(heard) || WavFile.Read(heard).Samples.Length == 0) await Task.Delay(10, limit.Token);
        }

        await interrupt.CancelAsync();
        var run = await playing;

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("stopped\n", run.Out, StringComparison.Ordinal);
        Assert.InRange(WavFile.Read(heard).Samples.Length, 1, 300_000);
    }

    [Fact]
    public async Task The_meter_prints_one_line_per_second_and_the_verdict()
    {
        var run = await AudioAsync("meter", "--seconds", "1", "--device", $"file:{Wav("in.wav", Signal.Voice(16_000))}");
        var lines = run.Out.TrimEnd().Split('\n');
        Assert.Equal((0, 3), (run.ExitCode, lines.Length));
        Assert.StartsWith("    1.0 s  peak ", lines[0], StringComparison.Ordinal);
        Assert.Equal("  good", lines[^1]);
    }

    [Fact]
    public async Task The_meter_as_json_is_an_object_per_tenth_of_a_second()
    {
        var run = await AudioAsync("meter", "--seconds", "0.3", "--device", "null", "--json");
        string[] events = [.. run.Out.TrimEnd().Split('\n').Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("event").GetString()!;
        })];
        Assert.Equal(["level", "level", "level", "result"], events);
    }

    [Fact]
    public async Task A_microphone_that_is_lost_leaves_what_it_said_and_ends_with_5()
    {
        using var microphone = new FakeCapture();
        for (var i = 0; i < 3; i++) microphone.Statuses.Enqueue(PcmStatus.Ok);
        microphone.Statuses.Enqueue(PcmStatus.Gone);
        var devices = new FakeDevices();
        devices.Captures.Enqueue(microphone);

        var run = await ProgramRun.InAsync(
            ["audio", "record", _directory["out.wav"], "--device", "plughw:CARD=Device"], context => context with { AudioDevices = devices });

        Assert.Equal((5, "cozedevice: plughw:CARD=Device is gone\n"), (run.ExitCode, run.Error));
        Assert.Equal(960, WavFile.Read(_directory["out.wav"]).Samples.Length);
        Assert.True(microphone.IsDisposed);
    }

    private string Wav(string name, short[] samples)
    {
        using var file = new WavWriter(_directory[name], AudioFormat.SampleRate);
        file.Write(samples);
        file.WriteHeader();
        return _directory[name];
    }

    private static Task<ProgramRun> AudioAsync(params string[] arguments) => ProgramRun.OfAsync(["audio", .. arguments]);
}
