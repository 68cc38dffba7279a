using CozeDevice.Audio;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Alsa;

/// <summary>The audio commands on a device that moves in real time behind the real libasound.</summary>
public sealed class AudioCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly BenchDevice _device = new();

    public void Dispose()
    {
        _device.Dispose();
        _directory.Dispose();
    }

    [AlsaFact]
    public async Task What_a_person_says_is_recorded_with_its_verdict()
    {
        _device.Hears(Signal.Voice(AudioFormat.SampleRate));
        var run = await ProgramRun.OfAsync(["audio", "record", _directory["out.wav"], "--seconds", "0.5", "--device", _device.Name]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("\n  good\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(Signal.Voice(8_000), WavFile.Read(_directory["out.wav"]).ToHouseRate());
        Assert.Equal(_device[BenchDevice.Slot.Opens], _device[BenchDevice.Slot.Closes]);
    }

    [AlsaFact]
    public async Task A_file_is_heard_to_its_last_sample_before_the_command_ends()
    {
        var voice = Signal.Voice(5_000);
        using (var wav = new WavWriter(_directory["in.wav"], AudioFormat.SampleRate))
        {
            wav.Write(voice);
            wav.WriteHeader();
        }

        var run = await ProgramRun.OfAsync(["audio", "play", _directory["in.wav"], "--device", _device.Name]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(voice, _device.Played().AsSpan(0, voice.Length));
    }

    [AlsaFact]
    public async Task A_device_in_use_is_one_line_and_5()
    {
        _device[BenchDevice.Slot.Busy] = 1;
        var run = await ProgramRun.OfAsync(["audio", "meter", "--device", _device.Name]);
        Assert.Equal(5, run.ExitCode);
        Assert.Contains($"\"{_device.Name}\" is in use by another program; end that program", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [AlsaFact]
    public async Task A_card_that_is_pulled_out_ends_the_recording_with_what_was_said()
    {
        _device.Hears(Signal.Voice(10 * AudioFormat.SampleRate));
        var recording = ProgramRun.OfAsync(["audio", "record", _directory["out.wav"], "--device", _device.Name]);
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            while (!File.Exists(_directory["out.wav"]) || WavFile.Read(_directory["out.wav"]).Samples.Length == 0)
                await Task.Delay(10, limit.Token);
        }

        _device[BenchDevice.Slot.Unplugged] = 1;
        var run = await recording;

        Assert.Equal((5, $"cozedevice: {_device.Name} is gone\n"), (run.ExitCode, run.Error));
        var said = WavFile.Read(_directory["out.wav"]).ToHouseRate();
        Assert.Equal(Signal.Voice(said.Length), said);
    }
}
