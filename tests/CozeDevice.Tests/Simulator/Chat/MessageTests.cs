using System.Text.Json;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class MessageTests
{
    [Fact]
    public async Task A_question_in_text_has_the_documented_order()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"replies":[{"text":"one two three four"}]}""");

        List<WireEvent> turn = await bench.AskAsync("hello");

        Assert.Equal(
            [
                "conversation.message.completed", "conversation.chat.created", "conversation.chat.in_progress",
                "conversation.message.delta", "conversation.audio.sentence_start", "conversation.audio.delta",
                "conversation.message.delta", "conversation.message.completed", "conversation.audio.delta",
                "conversation.audio.completed", "conversation.chat.completed",
            ],
            Requests.Order(turn));
    }

    [Fact]
    public async Task The_deltas_put_together_are_the_answer_and_the_last_one_is_empty()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"replies":[{"text":"one two  three"}]}""");

        List<WireEvent> turn = await bench.AskAsync("hello");

        List<string> deltas = [.. turn.Where(e => e.Type == "conversation.message.delta").Select(e => e.Text("content"))];
        WireEvent answer = turn.Single(e => e.Type == "conversation.message.completed" && e.Text("type") == "answer");
        Assert.Equal("", deltas[^1]);
        Assert.Equal("one two  three", string.Concat(deltas));
        Assert.Equal("one two  three", answer.Text("content"));
    }

    [Fact]
    public async Task Everything_of_an_answer_has_one_message_id_and_one_chat_id()
    {
        await using Bench bench = await Bench.OpenAsync();

        List<WireEvent> turn = await bench.AskAsync("hello");

        List<WireEvent> answer = [.. turn.Where(e => e.Type is "conversation.message.delta" or "conversation.audio.delta"
            or "conversation.audio.completed")];
        Assert.Single(answer.Select(e => e.Text("id")).Distinct());
        Assert.Equal([turn[^1].Text("id")], answer.Select(e => e.Text("chat_id")).Distinct());
    }

    [Fact]
    public async Task The_usage_is_zero_until_the_chat_is_completed()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: """{"replies":[{"text":"four words of answer"}]}""");

        List<WireEvent> turn = await bench.AskAsync("three of them");

        Assert.Equal((0, 0, 0), Usage(turn.Single(e => e.Type == "conversation.chat.created")));
        Assert.Equal((0, 0, 0), Usage(turn.Single(e => e.Type == "conversation.chat.in_progress")));
        Assert.Equal((7, 4, 3), Usage(turn[^1]));
    }

    [Fact]
    public async Task A_chat_object_has_the_members_sdks_require()
    {
        await using Bench bench = await Bench.OpenAsync();

        WireEvent completed = (await bench.AskAsync("hello"))[^1];

        Assert.All(
            ["id", "conversation_id", "bot_id", "section_id", "status"],
            name => Assert.Equal(JsonValueKind.String, completed.Data.GetProperty(name).ValueKind));
        Assert.Equal("7350000000000000001", completed.Text("bot_id"));
        Assert.Equal("completed", completed.Text("status"));
        Assert.True(completed.Data.GetProperty("completed_at").GetInt64() >= completed.Data.GetProperty("created_at").GetInt64());
    }

    [Fact]
    public async Task An_assistants_message_is_context_and_starts_nothing()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("noted", role: "assistant"));
        await bench.Client.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await bench.Client.ReadAsync())!.Type);
    }

    [Fact]
    public async Task An_object_string_is_answered_by_its_words()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync(
            "conversation.message.create",
            """
            {"role":"user","content_type":"object_string","meta_data":{},
             "content":"[{\"type\":\"text\",\"text\":\"look here\"},{\"type\":\"image\",\"file_id\":\"7400\"}]"}
            """);
        List<WireEvent> turn = await bench.Client.UntilAsync("conversation.chat.completed");

        Assert.Equal(("object_string", "look here 7400"), (turn[0].Text("content_type"), turn[0].Text("content")));
    }

    [Theory]
    [InlineData("data.role", """{"content_type":"text","content":"x"}""")]
    [InlineData("data.role", """{"role":"system","content_type":"text","content":"x"}""")]
    [InlineData("data.content_type", """{"role":"user","content":"x"}""")]
    [InlineData("data.content_type", """{"role":"user","content_type":"card","content":"x"}""")]
    [InlineData("data.content", """{"role":"user","content_type":"text"}""")]
    [InlineData("data.content", """{"role":"user","content_type":"object_string","content":"plain"}""")]
    [InlineData("data.content", """{"role":"user","content_type":"object_string","content":"{}"}""")]
    [InlineData("data.content[].type", """{"role":"user","content_type":"object_string","content":"[{\"type\":\"video\"}]"}""")]
    [InlineData("data.content[].text", """{"role":"user","content_type":"object_string","content":"[{\"type\":\"text\"}]"}""")]
    [InlineData("data.content[]", """{"role":"user","content_type":"object_string","content":"[{\"type\":\"file\"}]"}""")]
    public async Task A_wrong_message_is_refused_by_its_path(string path, string data)
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("conversation.message.create", data);
        WireEvent error = await bench.ErrorAsync();

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.StartsWith($"{path}: ", error.Text("msg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_opens_a_new_section_of_the_same_conversation()
    {
        await using Bench bench = await Bench.OpenAsync();
        WireEvent before = (await bench.AskAsync("one"))[^1];

        await bench.Client.SendAsync("conversation.clear");
        WireEvent cleared = (await bench.Client.ReadAsync())!;
        WireEvent after = (await bench.AskAsync("two"))[^1];

        Assert.False(cleared.HasData);
        Assert.Equal(before.Text("conversation_id"), after.Text("conversation_id"));
        Assert.NotEqual(before.Text("section_id"), after.Text("section_id"));
    }

    [Fact]
    public async Task Generated_speech_has_no_chat_and_every_id_is_0()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("input_text.generate_audio", """{"mode":"text","text":"Battery low."}""");
        List<WireEvent> events = await bench.Client.UntilAsync("conversation.audio.completed");

        Assert.Equal(
            ["conversation.audio.sentence_start", "conversation.audio.delta", "conversation.audio.completed"],
            Requests.Order(events));
        Assert.All(
            events.Skip(1),
            e => Assert.All(["id", "conversation_id", "chat_id"], name => Assert.Equal("0", e.Text(name))));
    }

    [Theory]
    [InlineData(1, "conversation.audio.sentence_start")]
    [InlineData(1023, "conversation.audio.sentence_start")]
    [InlineData(0, "error")]
    [InlineData(1024, "error")]
    public async Task Generated_speech_has_a_limit_in_bytes(int bytes, string answer)
    {
        await using Bench bench = await Bench.OpenAsync("""{"output_audio":{"codec":"g711a"}}""");
        string text = bytes < 3 ? new string('a', bytes) : new string('听', bytes / 3) + new string('a', bytes % 3);

        await bench.Client.SendAsync("input_text.generate_audio", $$"""{"mode":"text","text":"{{text}}"}""");

        Assert.Equal(answer, (await bench.Client.ReadAsync())!.Type);
    }

    [Theory]
    [InlineData("data.mode", """{"text":"x"}""")]
    [InlineData("data.mode", """{"mode":"ssml","text":"x"}""")]
    [InlineData("data.text", """{"mode":"text"}""")]
    public async Task Generated_speech_needs_its_members(string path, string data)
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("input_text.generate_audio", data);

        Assert.StartsWith($"{path}: ", (await bench.ErrorAsync()).Text("msg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-50, 2.0)]
    [InlineData(100, 0.5)]
    public async Task The_speech_rate_changes_the_length_of_speech_made_here(int rate, double factor)
    {
        int normal = await SpokenBytesAsync(0);

        Assert.Equal(normal * factor, await SpokenBytesAsync(rate));
    }

    private static async Task<int> SpokenBytesAsync(int rate)
    {
        await using Bench bench = await Bench.OpenAsync($$$"""{"output_audio":{"codec":"pcm","speech_rate":{{{rate}}}}}""");
        await bench.Client.SendAsync("input_text.generate_audio", """{"mode":"text","text":"Battery low"}""");
        return Requests.Heard(await bench.Client.UntilAsync("conversation.audio.completed")).Length;
    }

    private static (int Total, int Output, int Input) Usage(WireEvent chat)
    {
        JsonElement usage = chat.Data.GetProperty("usage");
        return (
            usage.GetProperty("token_count").GetInt32(),
            usage.GetProperty("output_count").GetInt32(),
            usage.GetProperty("input_count").GetInt32());
    }
}
