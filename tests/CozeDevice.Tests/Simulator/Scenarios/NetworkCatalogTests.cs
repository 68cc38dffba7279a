using System.Net.WebSockets;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Scenarios;

/// <summary>The scenarios about the network: what their names say happens to a client of the real simulator.</summary>
public sealed class NetworkCatalogTests
{
    internal static readonly string[] Names =
    [
        "black-hole", "flaky", "half-open-mid-reply", "mobile", "reset-every-30s", "slow-loris", "slow-uplink", "stall-uplink",
        "truncate-mid-reply",
    ];

    [Theory]
    [InlineData("mobile")]
    [InlineData("slow-uplink")]
    [InlineData("stall-uplink")]
    [InlineData("reset-every-30s")]
    public async Task A_slow_network_loses_nothing(string name)
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load(name));
        await using WireClient client = await WireClient.OpenAsync(host, Requests.Pcm16);
        byte[] audio = Requests.Noise(6400);

        await client.SayAsync(audio, 640);

        Assert.Equal(audio, Requests.Heard(await client.UntilAsync("conversation.chat.completed")));
        Assert.True(host.Network!.BytesUp > audio.Length * 4 / 3);
    }

    [Fact]
    public async Task Truncate_mid_reply_ends_the_first_connection_inside_a_message_and_not_the_second()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("truncate-mid-reply"));
        await using WireClient first = await WireClient.OpenAsync(host, Requests.Pcm16);
        await first.SayAsync(Requests.Noise(64_000), 6400);
        await Assert.ThrowsAsync<WebSocketException>(() => first.UntilClosedAsync());
        Assert.Equal(6000, host.Network!.BytesDown);

        await using WireClient second = await WireClient.OpenAsync(host, Requests.Pcm16);
        await second.SayAsync(Requests.Noise(64_000), 6400);
        Assert.NotEmpty(await second.UntilAsync("conversation.chat.completed"));
    }

    [Theory]
    [InlineData("half-open-mid-reply", 6000)]
    [InlineData("black-hole", 0)]
    public async Task A_silent_connection_takes_everything_and_gives_nothing(string name, int bytesDown)
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load(name));
        using ClientWebSocket first = WireClient.NewSocket();
        Task dial = first.ConnectAsync(new Uri(host.WebSocketUri, "/v1/chat?bot_id=1"), default);
        if (bytesDown > 0)
        {
            await dial.Within(20);
            var record = await host.Record.WaitForConnectionAsync(1).Within(20);
            await first.SendAsync(TextMessage(), WebSocketMessageType.Text, true, default).Within(20);
            await record.WaitForDownlinkAsync("conversation.chat.completed").Within(20);
        }

        await Network.Line.UntilAsync(() => host.Network!.Clients == 1 && host.Network.BytesDown == bytesDown);
        await using WireClient second = await WireClient.OpenAsync(host, Requests.Pcm16);
        Assert.Equal(bytesDown > 0, dial.IsCompleted);
        first.Abort();
    }

    [Fact]
    public async Task Slow_loris_holds_the_first_connection_alone()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("slow-loris"));
        using ClientWebSocket first = WireClient.NewSocket();
        Task dial = first.ConnectAsync(new Uri(host.WebSocketUri, "/v1/chat?bot_id=1"), default);
        await host.Record.WaitForConnectionAsync(1).Within(20);
        await using WireClient second = await WireClient.OpenAsync(host, Requests.Pcm16);

        Assert.False(dial.IsCompleted);
        first.Abort();
        await Assert.ThrowsAnyAsync<WebSocketException>(() => dial.Within(20));
    }

    [Fact]
    public async Task Flaky_refuses_and_breaks_some_and_lets_most_through()
    {
        await using SimulatorHost host = await Bench.StartAsync(ScenarioCatalog.Load("flaky"));
        int open = 0;
        for (int i = 0; i < 12; i++)
        {
            using ClientWebSocket socket = WireClient.NewSocket();
            try
            {
                await socket.ConnectAsync(new Uri(host.WebSocketUri, "/v1/chat?bot_id=1"), default).Within(20);
                open++;
            }
            catch (WebSocketException)
            {
                // Refused.
            }
        }

        Assert.InRange(open, 6, 11);
        Assert.Equal(12 - open, host.Network!.Refused);
    }

    [Fact]
    public void A_network_can_be_put_under_another_behaviour()
    {
        Scenario both = ScenarioCatalog.Load("tools").WithNetworkOf(ScenarioCatalog.Load("mobile"));

        Assert.Equal("tools", both.Name);
        Assert.Equal([NetworkFaultKind.Delay, NetworkFaultKind.Jitter], both.Network.Select(fault => fault.Kind));
    }

    private static byte[] TextMessage() => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"event_type":"conversation.message.create","data":{{Requests.TextMessage(new string('x', 4000))}}}""");
}
