using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using Xunit;

namespace CozeDevice.Tests.Simulator.AudioSockets;

public sealed class TranscriptionSessionTests
{
    private const string Path = "/v1/audio/transcriptions";
    private const string Pcm = """{"input_audio":{"format":"pcm","codec":"pcm","sample_rate":16000}}""";

    [Fact]
    public async Task Speech_becomes_text_in_the_documented_order()
    {
        await using SimulatorHost host = await Bench.StartAsync(
            ScenarioCatalog.Parse("""{"replies":[{"transcript":"what time is it"}]}"""));
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        await client.SendAsync("transcriptions.update", Pcm);
        await client.SayAsync(Requests.Noise(6400), 640);
        List<WireEvent> events = await client.UntilAsync("transcriptions.message.completed");

        Assert.Equal(
            [
                "transcriptions.created", "transcriptions.updated", "input_audio_buffer.completed",
                "transcriptions.message.update", "transcriptions.message.completed",
            ],
            events.Select(e => e.Type));
        Assert.Equal("what time is it", events[3].Text("content"));
        Assert.False(events[4].HasData);
    }

    [Fact]
    public async Task The_echo_holds_the_input_and_the_recognition()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        await client.SendAsync("transcriptions.update", Pcm);
        WireEvent updated = (await client.UntilAsync("transcriptions.updated"))[^1];

        Assert.Equal(["input_audio", "asr_config"], updated.Data.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Cleared_audio_is_not_recognised()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);
        await client.SendAsync("transcriptions.update", Pcm);
        await client.AppendAsync(Requests.Noise(64_000));

        await client.SendAsync("input_audio_buffer.clear");
        await client.SayAsync(Requests.Noise(32_000), 6400);
        List<WireEvent> events = await client.UntilAsync("transcriptions.message.completed");

        Assert.Equal("1.0 s of speech", events.Single(e => e.Type == "transcriptions.message.update").Text("content"));
    }

    [Fact]
    public async Task Nothing_said_is_an_error()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        await client.SendAsync("input_audio_buffer.complete");

        Assert.Equal(4000, (await client.UntilAsync("error"))[^1].Data.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_post_to_the_same_path_is_still_the_one_shot_call()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        using HttpClient http = new() { BaseAddress = host.BaseUri };

        using HttpResponseMessage answer = await http.PostAsync(Path, null).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
