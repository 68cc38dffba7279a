using System.Text.Json;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class AudioLatencyTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task The_round_trip_is_printed_click_by_click_and_in_all()
    {
        var devices = new LoopbackDevices(_time);
        var run = await LatencyAsync(devices, "--runs", "3");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            from default to default
               1     42.8 ms
               2     42.8 ms
               3     42.8 ms
            round trip      42.8 ms (min 42.8, max 42.8; 3 of 3 clicks heard)
            speaker's delay 40.0 ms (sound waiting in it, as the device reports)
            the rest        2.8 ms (card, air, microphone)

            """,
            run.Out);
        Assert.Equal((2, 2), (devices.Opened, devices.Closed));
    }

    [Fact]
    public async Task As_json_it_is_one_object()
    {
        var run = await LatencyAsync(new LoopbackDevices(_time), "--runs", "2", "--json");
        using var json = JsonDocument.Parse(Assert.Single(run.Out.TrimEnd().Split('\n')));
        Assert.Equal(42.8, json.RootElement.GetProperty("medianMs").GetDouble(), 0.1);
        Assert.Equal(40, json.RootElement.GetProperty("reportedDelayMs").GetDouble());
        Assert.Equal(2, json.RootElement.GetProperty("clicks").GetArrayLength());
    }

    [Fact]
    public async Task Clicks_nobody_hears_end_with_5_and_what_to_do()
    {
        var run = await LatencyAsync(new LoopbackDevices(_time) { Gain = 0 }, "--runs", "2");
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("none of 2 clicks was heard: connect output and input", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_microphone_of_zeros_is_named_as_the_reason_and_json_comes_all_the_same()
    {
        var run = await LatencyAsync(new LoopbackDevices(_time) { Gain = 0, Noise = 0 }, "--runs", "1", "--json");
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("only zeros", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("medianMs").ValueKind);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
    }

    private Task<ProgramRun> LatencyAsync(LoopbackDevices devices, params string[] arguments) => ProgramRun.InAsync(
        ["audio", "latency", .. arguments], context => context with { AudioDevices = devices, Time = _time });
}
