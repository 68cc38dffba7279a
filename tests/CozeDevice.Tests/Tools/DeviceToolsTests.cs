using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tools;
using Xunit;

namespace CozeDevice.Tests.Tools;

public sealed class DeviceToolsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<ToolEvent> _ran = [];

    [Fact]
    public async Task A_tool_is_given_its_arguments_and_its_result_is_the_output()
    {
        IReadOnlyList<ToolOutput> outputs = await Run(static (arguments, _) => ValueTask.FromResult($"[{arguments.GetRawText()}]"), Call());

        Assert.Equal([new ToolOutput("id", "[{\"on\":1}]")], outputs);
        Assert.Equal([new ToolEvent("light", "id", true)], _ran);
    }

    [Fact]
    public async Task An_unknown_tool_is_an_error_result()
    {
        IReadOnlyList<ToolOutput> outputs = await Run(Unused, Call("oven"));

        Assert.Equal([new ToolOutput("id", """{"error":"unknown_tool"}""")], outputs);
        Assert.False(Assert.Single(_ran).Ok);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_that_throws_is_an_error_result_without_its_text(bool isAtOnce)
    {
        var failure = new InvalidOperationException("secret");
        IReadOnlyList<ToolOutput> outputs = await Run(
            (_, _) => isAtOnce ? throw failure : ValueTask.FromException<string>(failure), Call());

        Assert.Equal([new ToolOutput("id", """{"error":"failed"}""")], outputs);
        Assert.False(Assert.Single(_ran).Ok);
    }

    [Fact]
    public async Task A_tool_that_ignores_its_token_is_left_behind_after_5_s()
    {
        var never = new TaskCompletionSource<string>();
        var started = new TaskCompletionSource();
        Task<IReadOnlyList<ToolOutput>> running = Run(
            (_, _) =>
            {
                started.SetResult();
                return new ValueTask<string>(never.Task);
            },
            Call());
        await started.Task.Within(5);

        _time.Advance(4_999);
        Assert.False(running.IsCompleted);
        _time.Advance(1);

        Assert.Equal([new ToolOutput("id", """{"error":"timeout"}""")], await running.Within(5));
    }

    [Fact]
    public async Task A_tool_that_blocks_its_thread_does_not_block_the_caller()
    {
        using var release = new ManualResetEventSlim();
        Task<IReadOnlyList<ToolOutput>> running = Run(
            (_, _) =>
            {
                release.Wait(TimeSpan.FromSeconds(10), CancellationToken.None);
                return ValueTask.FromResult("late");
            },
            Call());

        _time.Advance(5_000);
        IReadOnlyList<ToolOutput> outputs = await running.Within(5);
        release.Set();

        Assert.Equal("""{"error":"timeout"}""", Assert.Single(outputs).Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"on":"1"}""")]
    [InlineData("""{"on":null,"more":[]}""")]
    public async Task Arguments_are_read_leniently(string arguments)
    {
        IReadOnlyList<ToolOutput> outputs = await Run(
            static (_, _) => ValueTask.FromResult("ok"), new ToolCall("id", "function", "light", arguments));

        Assert.Equal([new ToolOutput("id", "ok")], outputs);
    }

    [Theory]
    [InlineData("[1]", "the arguments are not a JSON object")]
    [InlineData("{\"on\":", "the arguments are not a JSON object")]
    [InlineData("""{"on":"\ud800"}""", "the arguments are not a JSON object")]
    [InlineData("""{"on":1,"\ud800":2}""", "the arguments are not a JSON object")]
    [InlineData("""{"on":1.5}""", "on should be a whole number")]
    [InlineData("""{"on":{}}""", "on should be a whole number")]
    public async Task Bad_arguments_are_an_error_result_that_says_what_would_be_right(string arguments, string message)
    {
        IReadOnlyList<ToolOutput> outputs = await Run(Unused, new ToolCall("id", "function", "light", arguments));

        Assert.Equal([new ToolOutput("id", $$"""{"error":"bad_arguments","message":"{{message}}"}""")], outputs);
    }

    [Fact]
    public async Task A_hundred_calls_of_one_request_have_a_hundred_results_in_order()
    {
        ToolCall[] calls = [.. Enumerable.Range(0, 100).Select(i => new ToolCall($"id{i}", "function", i % 3 == 0 ? "oven" : "light", ""))];

        IReadOnlyList<ToolOutput> outputs = await Run(static (_, _) => ValueTask.FromResult("ok"), calls);

        Assert.Equal(calls.Select(call => call.Id), outputs.Select(output => output.ToolCallId));
        Assert.Equal(34, outputs.Count(output => output.Output == """{"error":"unknown_tool"}"""));
        Assert.Equal(66, _ran.Count(ran => ran.Ok));
    }

    [Fact]
    public async Task A_reply_message_is_neither_run_nor_answered()
    {
        var question = new ToolCall("q", "reply_message", "light", "{}");

        IReadOnlyList<ToolOutput> outputs = await Run(static (_, _) => ValueTask.FromResult("ok"), question, Call());

        Assert.Equal([new ToolOutput("id", "ok")], outputs);
        Assert.Equal("id", Assert.Single(_ran).Id);
    }

    private static ToolCall Call(string name = "light") => new("id", "function", name, """{"on":1}""");

    private static ValueTask<string> Unused(JsonElement arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("not to be called");

    private async Task<IReadOnlyList<ToolOutput>> Run(ToolBody body, params ToolCall[] calls)
    {
        var tool = new DeviceTool(new ToolDefinition("light", "A light.", [new("on", ToolType.Whole, "")]), body);
        ToolRun run = await new DeviceTools(new Dictionary<string, DeviceTool> { ["light"] = tool }, _time)
            .RunAsync(new RequiresAction(calls), _ran.Add, CancellationToken.None);
        return run.Outputs;
    }
}
