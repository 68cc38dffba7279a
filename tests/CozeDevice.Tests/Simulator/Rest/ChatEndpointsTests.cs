using System.Text.Json;
using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class ChatEndpointsTests
{
    private const string Hello =
        """{"bot_id":"1","user_id":"u","additional_messages":[{"role":"user","content":"hello","content_type":"text"}]}""";

    private static readonly ChatAnswer LightOn = new("The light is on.")
    {
        Tools = [new ChatTool("set_light", """{"on":true}"""), new ChatTool("set_volume", """{"percent":40}""")],
    };

    [Fact]
    public async Task A_chat_is_in_progress_first_and_completed_later()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });

        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);
        var later = (await RetrieveAsync(server, chat)).Data;

        Assert.Equal("in_progress", Text(chat, "status"));
        Assert.Equal("completed", Text(later, "status"));
        Assert.Equal("1", Text(later, "bot_id"));
        Assert.Equal(0, later.GetProperty("last_error").GetProperty("code").GetInt32());
        Assert.Equal("""{"token_count":10,"output_count":5,"input_count":5}""", later.GetProperty("usage").GetRawText());
        Assert.Equal(TestClock.Start.ToUnixTimeSeconds() + 1, later.GetProperty("completed_at").GetInt64());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_chat_can_be_retrieved_by_either_method(string method)
    {
        await using var server = await RestServer.StartAsync();
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;

        var found = await server.SendAsync(new HttpRequestMessage(
            new HttpMethod(method), $"/v3/chat/retrieve?conversation_id={Text(chat, "conversation_id")}&chat_id={Text(chat, "id")}"));

        Assert.Equal(Text(chat, "id"), Text(found.Data, "id"));
    }

    [Fact]
    public async Task The_answer_repeats_the_question_and_is_followed_by_the_end_note()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);

        var messages = (await MessagesAsync(server, chat)).Data.EnumerateArray().ToArray();

        Assert.Equal(["answer", "verbose"], messages.Select(static message => Text(message, "type")));
        Assert.Equal("hello", Text(messages[0], "content"));
        Assert.Equal("assistant", Text(messages[0], "role"));
        Assert.Equal("text", Text(messages[0], "content_type"));
        Assert.Equal(Text(chat, "id"), Text(messages[0], "chat_id"));
        Assert.Equal(Text(chat, "conversation_id"), Text(messages[0], "conversation_id"));
        Assert.Contains("generate_answer_finish", Text(messages[1], "content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_in_progress_has_written_nothing()
    {
        await using var server = await RestServer.StartAsync(new RestOptions { Time = new TestClock() });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;

        Assert.Empty((await MessagesAsync(server, chat)).Data.EnumerateArray());
    }

    [Fact]
    public async Task A_conversation_remembers_the_last_question()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);
        await RetrieveAsync(server, chat);

        var again = (await server.PostAsync($"/v3/chat?conversation_id={Text(chat, "conversation_id")}", """{"bot_id":"1","user_id":"u"}""")).Data;
        clock.Advance(1);

        Assert.Equal(Text(chat, "conversation_id"), Text(again, "conversation_id"));
        Assert.Equal("hello", Text((await MessagesAsync(server, again)).Data[0], "content"));
    }

    [Fact]
    public async Task One_conversation_has_one_running_chat()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });
        var path = $"/v3/chat?conversation_id={Text((await server.PostAsync("/v3/chat", Hello)).Data, "conversation_id")}";

        var second = await server.PostAsync(path, Hello);
        clock.Advance(1);
        var third = await server.PostAsync(path, Hello);

        Assert.Equal(4016, second.Code);
        Assert.Equal(0, third.Code);
    }

    [Fact]
    public async Task A_running_chat_can_be_canceled_once()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;

        var canceled = await CancelAsync(server, chat);
        var again = await CancelAsync(server, chat);
        clock.Advance(1);

        Assert.Equal("canceled", Text(canceled.Data, "status"));
        Assert.Equal(4104, again.Code);
        Assert.Equal("canceled", Text((await RetrieveAsync(server, chat)).Data, "status"));
    }

    [Fact]
    public async Task A_completed_chat_cannot_be_canceled()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);

        Assert.Equal(4104, (await CancelAsync(server, chat)).Code);
    }

    [Fact]
    public async Task A_failed_chat_tells_why()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions
        {
            Time = clock,
            Answer = static _ => new ChatAnswer("") { FailCode = 4013 },
        });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);

        var later = (await RetrieveAsync(server, chat)).Data;

        Assert.Equal("failed", Text(later, "status"));
        Assert.Equal("""{"code":4013,"msg":"model error"}""", later.GetProperty("last_error").GetRawText());
        Assert.True(later.TryGetProperty("failed_at", out _));
    }

    [Fact]
    public async Task A_chat_goes_on_when_every_tool_has_answered()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions
        {
            Time = clock,
            Answer = static question => question.ToolOutput is null ? LightOn : new ChatAnswer($"done: {question.ToolOutput}"),
        });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);
        var waiting = (await RetrieveAsync(server, chat)).Data;
        var calls = waiting.GetProperty("required_action").GetProperty("submit_tool_outputs").GetProperty("tool_calls");

        var submitted = await SubmitAsync(server, chat, $$"""
            {"tool_outputs":[{"tool_call_id":"{{Text(calls[0], "id")}}","output":"ok"},{"tool_call_id":"{{Text(calls[1], "id")}}","output":"40"}]}
            """);
        clock.Advance(1);

        Assert.Equal("requires_action", Text(waiting, "status"));
        Assert.Equal("submit_tool_outputs", Text(waiting.GetProperty("required_action"), "type"));
        Assert.Equal("""{"name":"set_light","arguments":"{\"on\":true}"}""", calls[0].GetProperty("function").GetRawText());
        Assert.Equal("in_progress", Text(submitted.Data, "status"));
        var messages = (await MessagesAsync(server, chat)).Data.EnumerateArray().ToArray();
        Assert.Equal(["function_call", "function_call", "answer", "verbose"], messages.Select(static message => Text(message, "type")));
        Assert.Equal("""{"name":"set_light","arguments":{"on":true}}""", Text(messages[0], "content"));
        Assert.Equal("done: ok", Text(messages[2], "content"));
    }

    [Theory]
    [InlineData("""{}""", 4000)]
    [InlineData("""{"tool_outputs":[{"tool_call_id":"ID0","output":"ok"}]}""", 4000)]
    [InlineData("""{"tool_outputs":[{"tool_call_id":"ID0","output":"ok"},{"tool_call_id":"ID1"}]}""", 4000)]
    [InlineData("""{"tool_outputs":[{"tool_call_id":"ID0","output":"ok"},{"tool_call_id":"ID1","output":""},{"tool_call_id":"x","output":""}]}""", 4000)]
    [InlineData("""{"tool_outputs":[{"tool_call_id":"ID0","output":"ok"},{"tool_call_id":"ID1","output":""}]}""", 0)]
    public async Task Every_tool_call_must_be_answered_and_no_other(string body, int code)
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { Time = clock, Answer = static _ => LightOn });
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;
        clock.Advance(1);
        var calls = (await RetrieveAsync(server, chat)).Data
            .GetProperty("required_action").GetProperty("submit_tool_outputs").GetProperty("tool_calls");

        var answer = await SubmitAsync(server, chat, body
            .Replace("ID0", Text(calls[0], "id"), StringComparison.Ordinal)
            .Replace("ID1", Text(calls[1], "id"), StringComparison.Ordinal));

        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task A_chat_that_waits_for_no_tools_takes_no_outputs()
    {
        await using var server = await RestServer.StartAsync();
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;

        Assert.Equal(4000, (await SubmitAsync(server, chat, """{"tool_outputs":[]}""")).Code);
    }

    [Theory]
    [InlineData("""{"user_id":"u"}""", 4000)]
    [InlineData("""{"bot_id":"1"}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","stream":"yes"}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","auto_save_history":false}""", 4007)]
    [InlineData("""{"bot_id":"1","user_id":"u","stream":false,"auto_save_history":false}""", 4007)]
    [InlineData("""{"bot_id":"1","user_id":"u","meta_data":{"k":""}}""", 4003)]
    [InlineData("""{"bot_id":"1","user_id":"u","additional_messages":[{"role":"user"}]}""", 4005)]
    [InlineData("""{"bot_id":"1","user_id":"u","custom_variables":{"name 1":"v"}}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","custom_variables":{"name":1}}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","extra_params":{"latitude":31.2}}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","parameters":[]}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","connector_id":1024}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","enable_card":1}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","shortcut_command":"x"}""", 4000)]
    [InlineData("""{"bot_id":"1","user_id":"u","custom_variables":{"my_name":"v"},"parameters":{"n":1},"extra_params":{"latitude":"31"},"stream":null}""", 0)]
    public async Task An_invalid_chat_is_refused(string body, int code)
    {
        await using var server = await RestServer.StartAsync();

        Assert.Equal(code, (await server.PostAsync("/v3/chat", body)).Code);
    }

    [Theory]
    [InlineData("/v3/chat/retrieve?conversation_id=1&chat_id=2", 4001)]
    [InlineData("/v3/chat/retrieve?conversation_id=1", 4000)]
    [InlineData("/v3/chat/retrieve?chat_id=1", 4000)]
    [InlineData("/v3/chat/message/list?conversation_id=1&chat_id=2", 4001)]
    public async Task A_chat_that_is_not_there_is_not_found(string path, int code)
    {
        await using var server = await RestServer.StartAsync();

        Assert.Equal(code, (await server.GetAsync(path)).Code);
    }

    [Fact]
    public async Task A_chat_is_found_in_its_own_conversation_only()
    {
        await using var server = await RestServer.StartAsync();
        var chat = (await server.PostAsync("/v3/chat", Hello)).Data;

        Assert.Equal(4001, (await server.GetAsync($"/v3/chat/retrieve?conversation_id=1&chat_id={Text(chat, "id")}")).Code);
    }

    private static Task<RestAnswer> RetrieveAsync(RestServer server, JsonElement chat) =>
        server.GetAsync($"/v3/chat/retrieve?conversation_id={Text(chat, "conversation_id")}&chat_id={Text(chat, "id")}");

    private static Task<RestAnswer> MessagesAsync(RestServer server, JsonElement chat) =>
        server.GetAsync($"/v3/chat/message/list?conversation_id={Text(chat, "conversation_id")}&chat_id={Text(chat, "id")}");

    private static Task<RestAnswer> CancelAsync(RestServer server, JsonElement chat) => server.PostAsync(
        "/v3/chat/cancel", $$"""{"conversation_id":"{{Text(chat, "conversation_id")}}","chat_id":"{{Text(chat, "id")}}"}""");

    private static Task<RestAnswer> SubmitAsync(RestServer server, JsonElement chat, string body) => server.PostAsync(
        $"/v3/chat/submit_tool_outputs?conversation_id={Text(chat, "conversation_id")}&chat_id={Text(chat, "id")}", body);

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;
}
