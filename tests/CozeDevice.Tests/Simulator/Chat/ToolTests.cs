using System.Text.Json;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Chat;

public sealed class ToolTests
{
    private const string TwoTools = """
        {"replies":[{"tools":[{"name":"set_volume","arguments":{"percent":40}},{"name":"get_time"}],
                     "then":{"text":"The device said {output}","audio":"none"}}]}
        """;

    [Fact]
    public async Task The_chat_names_its_tools_and_waits()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: TwoTools);

        WireEvent action = await AskForToolsAsync(bench);

        JsonElement required = action.Data.GetProperty("required_action");
        JsonElement call = required.GetProperty("submit_tool_outputs").GetProperty("tool_calls")[0];
        Assert.Equal("requires_action", action.Text("status"));
        Assert.Equal("submit_tool_outputs", required.GetProperty("type").GetString());
        Assert.Equal("function", call.GetProperty("type").GetString());
        Assert.Equal("set_volume", call.GetProperty("function").GetProperty("name").GetString());
        using JsonDocument arguments = JsonDocument.Parse(call.GetProperty("function").GetProperty("arguments").GetString()!);
        Assert.Equal(40, arguments.RootElement.GetProperty("percent").GetInt32());
    }

    [Fact]
    public async Task The_calls_are_told_as_messages_first()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: TwoTools);

        await AskForToolsAsync(bench);

        List<string> calls = [.. bench.Client.Seen
            .Where(e => e.Type == "conversation.message.completed" && e.Text("type") == "function_call")
            .Select(e => e.Text("content"))];
        Assert.Equal(["""{"name":"set_volume","arguments":{"percent":40}}""", """{"name":"get_time","arguments":{}}"""], calls);
    }

    [Fact]
    public async Task All_outputs_together_let_the_chat_go_on()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: TwoTools);
        WireEvent action = await AskForToolsAsync(bench);

        await bench.Client.SendAsync("conversation.chat.submit_tool_outputs", Outputs(action, CallIds(action)));
        List<WireEvent> rest = await bench.Client.UntilAsync("conversation.chat.completed");

        WireEvent answer = rest.Single(e => e.Type == "conversation.message.completed" && e.Text("type") == "answer");
        Assert.Equal("The device said done", answer.Text("content"));
        Assert.Equal("conversation.chat.in_progress", rest[0].Type);
        Assert.Equal(2, rest.Count(e => e.Type == "conversation.message.completed" && e.Text("type") == "tool_response"));
        Assert.Equal(action.Text("id"), rest[^1].Text("id"));
    }

    [Fact]
    public async Task One_missing_output_is_refused_and_the_chat_still_waits()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: TwoTools);
        WireEvent action = await AskForToolsAsync(bench);

        await bench.Client.SendAsync("conversation.chat.submit_tool_outputs", Outputs(action, [CallIds(action)[0]]));
        WireEvent error = await bench.ErrorAsync();
        await bench.Client.SendAsync("conversation.chat.submit_tool_outputs", Outputs(action, CallIds(action)));
        await bench.Client.UntilAsync("conversation.chat.completed");

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.Contains(CallIds(action)[1], error.Text("msg"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.chat_id", """{"tool_outputs":[]}""")]
    [InlineData("data.chat_id", """{"chat_id":"7500000000000000000","tool_outputs":[]}""")]
    [InlineData("data.tool_outputs", """{"chat_id":"CHAT"}""")]
    [InlineData("data.tool_outputs[].tool_call_id", """{"chat_id":"CHAT","tool_outputs":[{"output":"x"}]}""")]
    [InlineData("data.tool_outputs[].tool_call_id", """{"chat_id":"CHAT","tool_outputs":[{"tool_call_id":"other","output":"x"}]}""")]
    [InlineData("data.tool_outputs[].output", """{"chat_id":"CHAT","tool_outputs":[{"tool_call_id":"CALL","output":{}}]}""")]
    public async Task A_wrong_submission_is_refused_by_its_path(string path, string data)
    {
        await using Bench bench = await Bench.OpenAsync(scenario: TwoTools);
        WireEvent action = await AskForToolsAsync(bench);

        await bench.Client.SendAsync(
            "conversation.chat.submit_tool_outputs",
            data.Replace("CHAT", action.Text("id"), StringComparison.Ordinal)
                .Replace("CALL", CallIds(action)[0], StringComparison.Ordinal));
        WireEvent error = await bench.ErrorAsync();

        Assert.Equal(4000, error.Data.GetProperty("code").GetInt32());
        Assert.StartsWith($"{path}: ", error.Text("msg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_without_a_waiting_chat_is_refused()
    {
        await using Bench bench = await Bench.OpenAsync();

        await bench.Client.SendAsync("conversation.chat.submit_tool_outputs", """{"chat_id":"7500","tool_outputs":[]}""");

        Assert.StartsWith("data.chat_id: ", (await bench.ErrorAsync()).Text("msg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_that_come_too_late_fail_the_chat()
    {
        ManualTimeProvider time = new();
        await using Bench bench = await Bench.OpenAsync(
            scenario: """{"replies":[{"tools":[{"name":"get_time"}],"tool_timeout_ms":7000}]}""", time: time);
        await AskForToolsAsync(bench);

        await time.WhenDueInAsync(TimeSpan.FromSeconds(7)).Within(20);
        time.Advance(TimeSpan.FromSeconds(7));
        WireEvent failed = (await bench.Client.UntilAsync("conversation.chat.failed"))[^1];

        Assert.Equal("failed", failed.Text("status"));
        Assert.True(failed.Data.GetProperty("last_error").GetProperty("code").GetInt32() > 0);
    }

    [Fact]
    public async Task A_workflow_question_must_not_be_answered_as_a_tool()
    {
        await using Bench bench = await Bench.OpenAsync(
            scenario: """{"replies":[{"tools":[{"name":"f"},{"name":"ask","type":"reply_message"}],"then":{"text":"ok"}}]}""");
        WireEvent action = await AskForToolsAsync(bench);
        List<string> calls = CallIds(action);

        await bench.Client.SendAsync("conversation.chat.submit_tool_outputs", Outputs(action, calls));
        WireEvent error = await bench.ErrorAsync();
        await bench.Client.SendAsync("conversation.chat.submit_tool_outputs", Outputs(action, [calls[0]]));
        await bench.Client.UntilAsync("conversation.chat.completed");

        Assert.Contains(calls[1], error.Text("msg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiting_chat_can_be_canceled()
    {
        await using Bench bench = await Bench.OpenAsync(scenario: TwoTools);
        await AskForToolsAsync(bench);

        await bench.Client.SendAsync("conversation.chat.cancel");

        Assert.Equal("conversation.chat.canceled", (await bench.Client.ReadAsync())!.Type);
    }

    private static async Task<WireEvent> AskForToolsAsync(Bench bench)
    {
        await bench.Client.SendAsync("conversation.message.create", Requests.TextMessage("louder"));
        return (await bench.Client.UntilAsync("conversation.chat.requires_action"))[^1];
    }

    private static List<string> CallIds(WireEvent action) =>
    [
        .. action.Data.GetProperty("required_action").GetProperty("submit_tool_outputs").GetProperty("tool_calls")
            .EnumerateArray().Select(call => call.GetProperty("id").GetString()!),
    ];

    private static string Outputs(WireEvent action, IEnumerable<string> calls) =>
        $$"""{"chat_id":"{{action.Text("id")}}","tool_outputs":[{{string.Join(',', calls.Select(Output))}}]}""";

    private static string Output(string call) => $$"""{"tool_call_id":"{{call}}","output":"done"}""";
}
