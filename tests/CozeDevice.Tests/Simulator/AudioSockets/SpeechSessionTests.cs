using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using Xunit;

namespace CozeDevice.Tests.Simulator.AudioSockets;

public sealed class SpeechSessionTests
{
    private const string Path = "/v1/audio/speech";

    [Fact]
    public async Task Text_becomes_speech_in_the_documented_order()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        await client.SendAsync("speech.update", """{"output_audio":{"codec":"pcm","pcm_config":{"frame_size_ms":100}}}""");
        await client.SendAsync("input_text_buffer.append", """{"delta":"Battery "}""");
        await client.SendAsync("input_text_buffer.append", """{"delta":"low."}""");
        await client.SendAsync("input_text_buffer.complete");
        List<WireEvent> events = await client.UntilAsync("speech.audio.completed");

        Assert.Equal(
            [
                "speech.created", "speech.updated", "input_text_buffer.completed", "conversation.audio.sentence_start",
                "speech.audio.update", "speech.audio.completed",
            ],
            Requests.Order(events));
        Assert.Equal("Battery low.", events.Single(e => e.Type == "conversation.audio.sentence_start").Text("text"));
        Assert.All(
            events.Where(e => e.Type == "speech.audio.update").SkipLast(1),
            e => Assert.Equal(4800, e.Data.GetProperty("delta").GetBytesFromBase64().Length));
    }

    [Fact]
    public async Task The_echo_holds_the_output_alone()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        await client.SendAsync("speech.update", """{"output_audio":{"codec":"g711u"}}""");
        WireEvent updated = (await client.UntilAsync("speech.updated"))[^1];

        Assert.Equal(["output_audio"], updated.Data.EnumerateObject().Select(member => member.Name));
        Assert.Equal("g711u", updated.Data.GetProperty("output_audio").GetProperty("codec").GetString());
    }

    [Fact]
    public async Task Two_texts_are_spoken_one_after_the_other()
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        foreach (string text in new[] { "one", "two" })
        {
            await client.SendAsync("input_text_buffer.append", $$"""{"delta":"{{text}}"}""");
            await client.SendAsync("input_text_buffer.complete");
        }

        await client.UntilAsync("speech.audio.completed");
        List<WireEvent> second = await client.UntilAsync("speech.audio.completed");

        Assert.Equal("two", second.Single(e => e.Type == "conversation.audio.sentence_start").Text("text"));
    }

    [Theory]
    [InlineData("speech.update", """{"output_audio":{"codec":"aac"}}""", "output_audio.codec: ")]
    [InlineData("input_text_buffer.append", "{}", "data.delta: ")]
    [InlineData("input_text_buffer.complete", null, "input_text_buffer: ")]
    [InlineData("chat.update", "{}", "event_type: ")]
    public async Task What_is_wrong_is_refused_by_its_path(string type, string? data, string message)
    {
        await using SimulatorHost host = await Bench.StartAsync(Scenario.Parrot);
        await using WireClient client = await WireClient.ConnectAsync(host, query: "", path: Path);

        await client.SendAsync(type, data);
        WireEvent error = (await client.UntilAsync("error"))[^1];

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.StartsWith(message, error.Text("msg"), StringComparison.Ordinal);
    }
}
