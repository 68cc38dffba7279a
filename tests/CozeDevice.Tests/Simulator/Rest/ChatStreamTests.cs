using System.Text;
using System.Text.Json;
using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class ChatStreamTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_streamed_chat_tells_every_step_in_order()
    {
        await using var server = await RestServer.StartAsync(Unpaced());

        var events = await ChatAsync(server, "hello there");

        Assert.Equal(
            [
                "conversation.chat.created", "conversation.chat.in_progress",
                "conversation.message.delta", "conversation.message.delta", "conversation.message.delta",
                "conversation.message.completed", "conversation.message.completed",
                "conversation.chat.completed", "done",
            ],
            events.Select(static one => one.Name));
        Assert.Equal("created", Text(events[0].Data, "status"));
        Assert.Equal("in_progress", Text(events[1].Data, "status"));
        Assert.Equal("completed", Text(events[^2].Data, "status"));
        Assert.Equal(22, events[^2].Data.GetProperty("usage").GetProperty("token_count").GetInt32());
        Assert.Equal("[DONE]", events[^1].Data.GetString());
    }

    [Theory]
    [InlineData("hello there")]
    [InlineData("今天天气怎么样？")]
    [InlineData("a")]
    [InlineData("👍🏽👍👍👍👍👍 ok")]
    public async Task The_pieces_of_the_answer_join_to_the_whole_under_one_message_id(string question)
    {
        await using var server = await RestServer.StartAsync(Unpaced());

        var events = await ChatAsync(server, question);

        var deltas = events.Where(static one => one.Name == "conversation.message.delta").Select(static one => one.Data).ToArray();
        var whole = events.First(static one => one.Name == "conversation.message.completed").Data;
        Assert.Equal(question, string.Concat(deltas.Select(static delta => Text(delta, "content"))));
        Assert.Equal(question, Text(whole, "content"));
        Assert.All(deltas, delta => Assert.Equal(Text(whole, "id"), Text(delta, "id")));
    }

    [Fact]
    public async Task The_stream_is_plain_server_sent_events()
    {
        await using var server = await RestServer.StartAsync(Unpaced());

        var answer = await server.PostAsync("/v3/chat", Question("hi"));

        Assert.Equal("text/event-stream", answer.ContentType);
        Assert.StartsWith("event:conversation.chat.created\ndata:{", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nevent:done\ndata:\"[DONE]\"\n\n", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spoken_question_is_answered_with_sound_as_well()
    {
        await using var server = await RestServer.StartAsync(Unpaced());
        var parts = """[{\"type\":\"text\",\"text\":\"hello\"},{\"type\":\"audio\",\"file_id\":\"1\"}]""";

        var events = Parse((await server.PostAsync("/v3/chat", Question(parts, "object_string"))).Text);

        var deltas = events.Where(static one => one.Name == "conversation.audio.delta").Select(static one => one.Data).ToArray();
        Assert.NotEmpty(deltas);
        Assert.All(deltas, static delta =>
        {
            Assert.Equal("audio", Text(delta, "content_type"));
            Assert.True(delta.GetProperty("content").GetBytesFromBase64().Length is > 0 and var bytes && bytes % 2 == 0);
        });
    }

    [Fact]
    public async Task A_failure_ends_the_stream()
    {
        await using var server = await RestServer.StartAsync(Unpaced(static _ => new ChatAnswer("") { FailCode = 4013 }));

        var events = await ChatAsync(server, "hello");

        Assert.Equal(
            ["conversation.chat.created", "conversation.chat.in_progress", "conversation.chat.failed", "done"],
            events.Select(static one => one.Name));
        Assert.Equal(4013, events[2].Data.GetProperty("last_error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_tool_call_ends_the_stream_and_its_output_begins_another()
    {
        await using var server = await RestServer.StartAsync(Unpaced(static question => new ChatAnswer($"it is {question.ToolOutput}")
        {
            Tools = [new ChatTool("get_time", "{}")],
        }));

        var asked = await ChatAsync(server, "what time is it");
        var chat = asked[^2].Data;
        var call = chat.GetProperty("required_action").GetProperty("submit_tool_outputs").GetProperty("tool_calls")[0];
        var submitted = await server.PostAsync(
            $"/v3/chat/submit_tool_outputs?conversation_id={Text(chat, "conversation_id")}&chat_id={Text(chat, "id")}",
            $$"""{"stream":true,"tool_outputs":[{"tool_call_id":"{{Text(call, "id")}}","output":"ten"}]}""");

        Assert.Equal(
            [
                "conversation.chat.created", "conversation.chat.in_progress", "conversation.message.completed",
                "conversation.chat.requires_action", "done",
            ],
            asked.Select(static one => one.Name));
        var told = Parse(submitted.Text);
        Assert.Equal("conversation.chat.in_progress", told[0].Name);
        var answer = told.First(static one => one.Name == "conversation.message.completed").Data;
        Assert.Equal(("answer", "it is ten"), (Text(answer, "type"), Text(answer, "content")));
        Assert.Equal("conversation.chat.completed", told[^2].Name);
    }

    [Fact]
    public async Task A_streamed_chat_may_leave_no_history()
    {
        await using var server = await RestServer.StartAsync(Unpaced());
        var body = Question("secret").Replace("{\"bot_id\"", "{\"auto_save_history\":false,\"bot_id\"", StringComparison.Ordinal);
        var chat = Parse((await server.PostAsync("/v3/chat", body)).Text)[^2].Data;

        var next = Parse((await server.PostAsync(
            $"/v3/chat?conversation_id={Text(chat, "conversation_id")}", """{"bot_id":"1","user_id":"u","stream":true}""")).Text);

        Assert.Equal("", Text(next.First(static one => one.Name == "conversation.message.completed").Data, "content"));
    }

    [Fact]
    public async Task A_cancel_ends_a_running_stream_without_an_answer()
    {
        // The clock has real timers: the stream is paced so slowly that it must still run when the cancel comes.
        await using var server = await RestServer.StartAsync(new RestOptions { ChatPieceDelay = TimeSpan.FromMilliseconds(200) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/chat")
        {
            Content = new StringContent(Question(new string('x', 900)), Encoding.UTF8, "application/json"),
        };
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Deadline);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync().WaitAsync(Deadline);
        var chat = JsonElement.Parse((await reader.ReadLineAsync().WaitAsync(Deadline))!["data:".Length..]);

        var canceled = await server.PostAsync(
            "/v3/chat/cancel", $$"""{"conversation_id":"{{Text(chat, "conversation_id")}}","chat_id":"{{Text(chat, "id")}}"}""");
        var rest = await reader.ReadToEndAsync().WaitAsync(Deadline);

        Assert.Equal("canceled", Text(canceled.Data, "status"));
        Assert.DoesNotContain("conversation.message.completed", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("conversation.chat.completed", rest, StringComparison.Ordinal);
        Assert.EndsWith("event:done\ndata:\"[DONE]\"\n\n", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_streamed_chat_is_answered_with_an_envelope()
    {
        await using var server = await RestServer.StartAsync(Unpaced());

        var answer = await server.PostAsync("/v3/chat", """{"stream":true,"user_id":"u"}""");

        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(4000, answer.Code);
    }

    private static RestOptions Unpaced(Func<ChatQuestion, ChatAnswer>? answer = null) => answer is null
        ? new RestOptions { ChatPieceDelay = TimeSpan.Zero }
        : new RestOptions { ChatPieceDelay = TimeSpan.Zero, Answer = answer };

    private static async Task<List<(string Name, JsonElement Data)>> ChatAsync(RestServer server, string question) =>
        Parse((await server.PostAsync("/v3/chat", Question(question))).Text);

    private static string Question(string content, string contentType = "text") =>
        $$"""
        {"bot_id":"1","user_id":"u","stream":true,"additional_messages":[{"role":"user","content":"{{content}}","content_type":"{{contentType}}"}]}
        """;

    private static List<(string Name, JsonElement Data)> Parse(string stream)
    {
        var events = new List<(string, JsonElement)>();
        foreach (var block in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n');
            Assert.Equal(2, lines.Length);
            events.Add((lines[0]["event:".Length..], JsonElement.Parse(lines[1]["data:".Length..])));
        }

        return events;
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
