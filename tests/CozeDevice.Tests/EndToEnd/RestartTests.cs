using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>What a restart of the agent does not lose.</summary>
public sealed class RestartTests
{
    private const double Limit = 30;

    [Fact]
    public async Task The_conversation_goes_on_after_a_restart_and_asks_for_everything_but_a_greeting()
    {
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions()).Within(Limit);
        using var directory = new TempDirectory();
        using (Process first = AgentProcess.Start(simulator, directory))
        {
            _ = first.StandardError.ReadToEndAsync();
            ConnectionRecord connection = await simulator.Record.WaitForConnectionAsync(1).Within(Limit);
            await connection.WaitForDownlinkAsync("chat.updated").Within(Limit);
            await using (RawClient button = await RawClient.ConnectAsync(directory["control.sock"]))
            {
                await button.AskAsync("""{"cmd":"press"}""");
                await connection.WaitForUplinkAsync("input_audio_buffer.append", 30).Within(Limit);
                await button.AskAsync("""{"cmd":"release"}""");
                await connection.WaitForDownlinkAsync("conversation.chat.completed").Within(Limit);
            }
            await EndAsync(first);
        }
        using JsonDocument stored = JsonDocument.Parse(await File.ReadAllBytesAsync(directory["state/state.json"]));
        string id = stored.RootElement.GetProperty("conversation_id").GetString()!;

        using Process second = AgentProcess.Start(simulator, directory);
        _ = second.StandardError.ReadToEndAsync();
        ConnectionRecord next = await simulator.Record.WaitForConnectionAsync(2).Within(Limit);
        UplinkRecord update = await next.WaitForUplinkAsync("chat.update").Within(Limit);
        await EndAsync(second);

        JsonElement data = update.Message.GetProperty("data");
        Assert.Equal(id, data.GetProperty("chat_config").GetProperty("conversation_id").GetString());
        Assert.False(data.GetProperty("need_play_prologue").GetBoolean());
        Assert.False(data.TryGetProperty("event_subscriptions", out _), "a list would hide what it does not name");
        Assert.Equal("client_interrupt", data.GetProperty("turn_detection").GetProperty("type").GetString());
        Assert.True(data.TryGetProperty("input_audio", out _) && data.TryGetProperty("output_audio", out _));
    }

    private static async Task EndAsync(Process agent)
    {
        using (Process kill = Process.Start("kill", ["-TERM", agent.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync().Within(Limit);
        await agent.WaitForExitAsync().Within(Limit);
        Assert.Equal(0, agent.ExitCode);
    }
}
