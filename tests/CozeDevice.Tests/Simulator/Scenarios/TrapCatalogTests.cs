using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using Xunit;

namespace CozeDevice.Tests.Simulator.Scenarios;

/// <summary>The scenarios of single traps do what their names say, seen by a client that shares nothing with the agent.</summary>
public sealed class TrapCatalogTests
{
    internal static readonly string[] Names =
    [
        "any-close-code", "chat-running", "error-passing", "machine-command", "misspelt-events", "opus-refused", "quota-used-up",
        "session-limit", "silent-acknowledged", "token-expires", "unheard", "wav-expected", "workflow-question",
    ];

    [Theory]
    [InlineData("wav-expected", 4000)]
    [InlineData("opus-refused", 717990703)]
    [InlineData("chat-running", 4016)]
    [InlineData("error-passing", 5000)]
    public async Task An_error_spoils_the_first_turn_and_the_socket_stays(string name, int code)
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load(name));
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);

        await client.SayAsync(Requests.Noise(640), 640);
        Assert.Equal(code, (await client.UntilAsync("error"))[^1].Data.GetProperty("code").GetInt32());
        await client.SendAsync("conversation.chat.cancel");
        await client.SayAsync(Requests.Noise(640), 640);
        Assert.NotEmpty(Requests.Deltas(await client.UntilAsync("conversation.chat.completed")));
    }

    [Theory]
    [InlineData("quota-used-up", 4008)]
    [InlineData("token-expires", 4100)]
    public async Task An_error_ends_the_first_connection_and_the_next_one_works(string name, int code)
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load(name));
        await using WireClient first = await WireClient.OpenAsync(host, Requests.Pcm16);
        await first.SayAsync(Requests.Noise(640), 640);
        List<WireEvent> events = await first.UntilClosedAsync();

        Assert.Equal(code, events[^1].Data.GetProperty("code").GetInt32());
        Assert.NotEmpty(await NextAsync(host));
    }

    [Fact]
    public async Task Any_close_code_uses_three_of_them()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("any-close-code"));
        List<int?> codes = [];
        for (int i = 0; i < 3; i++)
        {
            await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
            await client.SayAsync(Requests.Noise(640), 640);
            await client.UntilClosedAsync();
            codes.Add((int?)client.CloseStatus);
        }

        Assert.Equal([1000, 1013, 4000], codes);
        Assert.NotEmpty(await NextAsync(host));
    }

    [Fact]
    public async Task Session_limit_closes_the_first_connection_by_itself()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("session-limit"));
        await using WireClient first = await WireClient.OpenAsync(host, Requests.Pcm16);
        await first.UntilClosedAsync();

        Assert.Equal(1000, (int?)first.CloseStatus);
        Assert.NotEmpty(await NextAsync(host));
    }

    [Fact]
    public async Task Unheard_answers_nothing_once()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("unheard"));
        await using WireClient first = await WireClient.OpenAsync(host, Requests.Pcm16);
        await first.SayAsync(Requests.Noise(640), 640);
        await first.SendAsync("conversation.clear");

        Assert.Equal("conversation.cleared", (await first.ReadAsync())!.Type);
        Assert.NotEmpty(await NextAsync(host));
    }

    [Theory]
    [InlineData("misspelt-events", "chat.in.progress")]
    [InlineData("misspelt-events", "conversation.chat.cancelled")]
    [InlineData("workflow-question", "conversation.chat.requires_action")]
    public async Task It_is_said_in_the_first_turn(string name, string type)
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load(name));
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        await client.SayAsync(Requests.Noise(640), 640);

        Assert.NotEmpty(await client.UntilAsync(type));
    }

    [Fact]
    public async Task Machine_command_is_text_in_parentheses_and_sound()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("machine-command"));
        List<WireEvent> turn = await NextAsync(host);

        Assert.Contains(turn, e => e.Type == "conversation.message.completed" && e.Text("content") == "({\"action\":\"volume_up\"})");
        Assert.NotEmpty(Requests.Deltas(turn));
    }

    [Fact]
    public async Task Silent_acknowledged_is_a_chat_without_text_and_sound()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("silent-acknowledged"));
        List<WireEvent> turn = await NextAsync(host);

        Assert.Empty(Requests.Deltas(turn));
        Assert.DoesNotContain(turn, e => e.Type == "conversation.message.delta" && e.Text("content").Length > 0);
    }

    private static async Task<List<WireEvent>> NextAsync(SimulatorHost host)
    {
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        await client.SayAsync(Requests.Noise(640), 640);
        return await client.UntilAsync("conversation.chat.completed");
    }
}
