using System.Text.Json;
using CozeDevice.Simulator;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class OpeningTests
{
    [Fact]
    public async Task Chat_created_comes_first_and_has_no_data()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.ConnectAsync(host);

        WireEvent? first = await client.ReadAsync();

        Assert.Equal(("chat.created", false), (first!.Type, first.HasData));
    }

    [Fact]
    public async Task An_update_after_chat_created_is_answered()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.ConnectAsync(host);
        await client.UntilAsync("chat.created");

        await client.SendAsync("chat.update", Requests.Pcm16);

        Assert.Equal("chat.updated", (await client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task An_update_sent_before_chat_created_was_read_is_answered_after_it()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.ConnectAsync(host);

        await client.SendAsync("chat.update", Requests.Pcm16);
        List<WireEvent> events = await client.UntilAsync("chat.updated");

        Assert.Equal(["chat.created", "chat.updated"], events.Select(e => e.Type));
    }

    [Fact]
    public async Task Raw_audio_before_any_configuration_is_judged_as_wav()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.ConnectAsync(host);

        await client.AppendAsync(Requests.Noise(640));
        WireEvent error = (await client.UntilAsync("error"))[^1];

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.StartsWith(
            "The parameter audio is invalid. It should follow the format: wav. or set input_audio via chat.update event.",
            error.Text("msg"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_in_text_needs_no_configuration()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.ConnectAsync(host);

        await client.SendAsync("conversation.message.create", Requests.TextMessage("hello"));
        List<WireEvent> turn = await client.UntilAsync("conversation.chat.completed");

        Assert.NotEmpty(Requests.Deltas(turn));
    }

    [Fact]
    public async Task A_second_update_changes_only_what_it_names()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("chat.update", """{"output_audio":{"speech_rate":10},"chat_config":{"user_id":"u"}}""");
        WireEvent updated = (await bench.Client.UntilAsync("chat.updated"))[^1];

        JsonElement output = updated.Data.GetProperty("output_audio");
        Assert.Equal(10, output.GetProperty("speech_rate").GetInt32());
        Assert.Equal(16000, output.GetProperty("pcm_config").GetProperty("sample_rate").GetInt32());
        Assert.Equal("pcm", updated.Data.GetProperty("input_audio").GetProperty("format").GetString());
        Assert.Equal("u", updated.Data.GetProperty("chat_config").GetProperty("user_id").GetString());
    }

    [Fact]
    public async Task The_default_of_one_codec_does_not_stick_to_the_next()
    {
        await using Bench bench = await Bench.OpenAsync("""{"output_audio":{"codec":"pcm"}}""");

        await bench.Client.SendAsync("chat.update", """{"output_audio":{"codec":"g711a"}}""");
        JsonElement updated = (await bench.Client.UntilAsync("chat.updated"))[^1].Data;

        JsonElement pcm = updated.GetProperty("output_audio").GetProperty("pcm_config");
        Assert.Equal(8000, pcm.GetProperty("sample_rate").GetInt32());
    }

    [Fact]
    public async Task The_turn_mode_of_a_live_socket_stays()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("chat.update", """{"turn_detection":{"type":"server_vad"}}""");
        JsonElement updated = (await bench.Client.UntilAsync("chat.updated"))[^1].Data;

        Assert.Equal("client_interrupt", updated.GetProperty("turn_detection").GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_conversation_of_the_update_is_the_one_of_the_turns()
    {
        await using Bench bench = await Bench.OpenAsync("""{"chat_config":{"conversation_id":"7500000000000000123"}}""");

        List<WireEvent> turn = await bench.AskAsync("hello");

        Assert.Equal("7500000000000000123", turn[^1].Text("conversation_id"));
        Assert.Equal("7500000000000000123", turn[^1].Text("section_id"));
    }

    [Fact]
    public async Task A_greeting_is_spoken_after_chat_updated_without_a_chat()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(new SimulatorOptions());
        await using WireClient client = await WireClient.ConnectAsync(host);

        await client.SendAsync("chat.update", """{"need_play_prologue":true,"prologue_content":"Good day."}""");
        List<WireEvent> events = await client.UntilAsync("conversation.audio.completed");

        Assert.Equal(
            [
                "chat.created", "chat.updated", "conversation.audio.sentence_start", "conversation.audio.delta",
                "conversation.audio.completed",
            ],
            Requests.Order(events));
        Assert.Equal("Good day.", events.Single(e => e.Type == "conversation.audio.sentence_start").Text("text"));
    }

    [Fact]
    public async Task The_greeting_is_spoken_once()
    {
        await using Bench bench = await Bench.OpenAsync("""{"need_play_prologue":true,"prologue_content":"Hi"}""");
        await bench.Client.UntilAsync("conversation.audio.completed");

        await bench.Client.SendAsync("chat.update", """{"need_play_prologue":true}""");
        await bench.Client.SendAsync("conversation.clear");
        List<WireEvent> events = await bench.Client.UntilAsync("conversation.cleared");

        Assert.Equal(["chat.updated", "conversation.cleared"], events.Select(e => e.Type));
    }
}
