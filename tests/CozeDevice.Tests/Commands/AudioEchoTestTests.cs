using System.Text.Json;
using CozeDevice.Tests.Linux;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class AudioEchoTestTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ITestOutputHelper _output;

    public AudioEchoTestTests(ITestOutputHelper output) => _output = output;

    [SpeexFact]
    public async Task One_card_is_good_and_what_to_set_is_said()
    {
        var devices = new LoopbackDevices(_time) { AirSamples = 800 };
        var run = await EchoTestAsync(devices, "--seconds", "30");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("from default to default, 30 s; say nothing meanwhile\ndelay       50 ms", run.Out, StringComparison.Ordinal);
        Assert.Contains("(one clock; at most 5 can be followed)", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("good: set Turn:Mode to server_vad and Audio:EchoCancel to speex\n", run.Out, StringComparison.Ordinal);
        Assert.Equal((2, 2), (devices.Opened, devices.Closed));
    }

    [SpeexFact]
    public async Task A_speaker_that_starts_with_two_long_periods_is_given_them()
    {
        var run = await EchoTestAsync(new LoopbackDevices(_time) { PeriodMs = 50 }, "--seconds", "10");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("hardly hears", run.Out, StringComparison.Ordinal);
    }

    [SpeexFact]
    public async Task As_json_it_is_one_object()
    {
        var run = await EchoTestAsync(new LoopbackDevices(_time), "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(Assert.Single(run.Out.TrimEnd().Split('\n')));
        Assert.Equal("good", json.RootElement.GetProperty("verdict").GetString());
        Assert.InRange(json.RootElement.GetProperty("attenuationDb").GetDouble(), 20, 60);
        Assert.InRange(json.RootElement.GetProperty("echoDb").GetDouble(), -7, -5);
        Assert.Equal(30, json.RootElement.GetProperty("seconds").GetInt32());
    }

    [SpeexFact]
    public async Task Two_clocks_end_with_5_and_the_advice_and_json_comes_all_the_same()
    {
        var run = await EchoTestAsync(new LoopbackDevices(_time) { PlaybackPpm = 50 }, "--json");

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("a speakerphone that removes its own echo, or the sound server's", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal("two_clocks", json.RootElement.GetProperty("verdict").GetString());
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.InRange(json.RootElement.GetProperty("driftPpm").GetDouble(), 45, 55);
    }

    [SpeexFact]
    public async Task A_speaker_nobody_hears_needs_no_canceller()
    {
        var run = await EchoTestAsync(new LoopbackDevices(_time) { Gain = 0 }, "--seconds", "10");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the microphone hardly hears the speaker", run.Out, StringComparison.Ordinal);
    }

    [SpeexFact]
    public async Task A_microphone_of_zeros_ends_with_5()
    {
        var run = await EchoTestAsync(new LoopbackDevices(_time) { Gain = 0, Noise = 0 }, "--seconds", "5");
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("only zeros", run.Error, StringComparison.Ordinal);
    }

    [SpeexFact]
    public async Task A_microphone_that_goes_ends_with_5()
    {
        var devices = new LoopbackDevices(_time);
        for (var i = 0; i < 100; i++) devices.Statuses.Enqueue(CozeDevice.Audio.PcmStatus.Ok);
        devices.Statuses.Enqueue(CozeDevice.Audio.PcmStatus.Gone);
        var run = await EchoTestAsync(devices, "--seconds", "5");

        Assert.Equal((5, "cozedevice: default is gone\n"), (run.ExitCode, run.Error));
        Assert.Equal((2, 2), (devices.Opened, devices.Closed));
    }

    private async Task<ProgramRun> EchoTestAsync(LoopbackDevices devices, params string[] arguments)
    {
        var run = await ProgramRun.InAsync(
            ["audio", "echo-test", .. arguments], context => context with { AudioDevices = devices, Time = _time });
        _output.WriteLine(run.Out + run.Error);
        return run;
    }
}
