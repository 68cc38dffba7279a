using CozeDevice.Conversation;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class DeviceToolsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<ToolEvent> _ran = [];

    [Fact]
    public async Task A_tool_is_given_its_arguments_and_its_result_is_the_output()
    {
        IReadOnlyList<ToolOutput> outputs = await Run(static (arguments, _) => ValueTask.FromResult($"[{arguments}]"), Call());

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

    [Fact]
    public async Task A_reply_message_is_neither_run_nor_answered()
    {
        var question = new ToolCall("q", "reply_message", "light", "{}");

        IReadOnlyList<ToolOutput> outputs = await Run(static (_, _) => ValueTask.FromResult("ok"), question, Call());

        Assert.Equal([new ToolOutput("id", "ok")], outputs);
        Assert.Equal("id", Assert.Single(_ran).Id);
    }

    private static ToolCall Call(string name = "light") => new("id", "function", name, """{"on":1}""");

    private static ValueTask<string> Unused(string arguments, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("not to be called");

    private Task<IReadOnlyList<ToolOutput>> Run(DeviceTool tool, params ToolCall[] calls) =>
        new DeviceTools(new Dictionary<string, DeviceTool> { ["light"] = tool }, _time)
            .RunAsync(new RequiresAction(calls), _ran.Add, CancellationToken.None);
}
