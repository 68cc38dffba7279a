using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>The first press of a fresh process, which pays for whatever was not compiled before. Its times are printed, not
/// judged: a busy machine has others.</summary>
public sealed class FirstPressTests(ITestOutputHelper output)
{
    private const double Limit = 30;

    [Fact]
    public async Task The_first_turn_is_served_as_the_second_and_the_status_says_how_the_process_runs()
    {
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions()).Within(Limit);
        using var directory = new TempDirectory();
        using Process agent = AgentProcess.Start(simulator, directory);
        try
        {
            Task<string> log = UntilStartedAsync(agent);
            output.WriteLine(await log.Within(Limit));
            await using RawClient button = await RawClient.ConnectAsync(directory["control.sock"]);
            await using RawClient watcher = await RawClient.ConnectAsync(directory["control.sock"]);
            string? line = await watcher.AskAsync("""{"cmd":"watch"}""");
            while (line?.Contains("\"online\"", StringComparison.Ordinal) == false)
                line = await watcher.ReadAsync();
            for (int turn = 1; turn <= 2; turn++)
            {
                ConnectionRecord connection = await simulator.Record.WaitForConnectionAsync(1).Within(Limit);
                int before = connection.Uplink.Count(uplink => uplink.Type == "input_audio_buffer.append");
                await button.AskAsync("""{"cmd":"press"}""");
                await connection.WaitForUplinkAsync("input_audio_buffer.append", before + 60).Within(Limit);
                await button.AskAsync("""{"cmd":"release"}""");
                do line = await watcher.ReadAsync();
                while (line?.Contains("\"event\":\"stats\"", StringComparison.Ordinal) == false);
                using var stats = JsonDocument.Parse(line!);
                JsonElement latencies = stats.RootElement.GetProperty("latencies");
                Assert.True(latencies.TryGetProperty("press_to_append", out _));
                output.WriteLine($"turn {turn}: {latencies.GetRawText()}");
            }
            using var answer = JsonDocument.Parse((await button.AskAsync("""{"cmd":"status"}"""))!);
            JsonElement status = answer.RootElement.GetProperty("status");
            output.WriteLine(status.GetProperty("realtime").GetRawText());
            Assert.Equal(["coze-mic", "coze-speaker"], status.GetProperty("realtime").EnumerateObject().Select(thread => thread.Name));
            AssertMemory(status.GetProperty("memory").GetString()!, agent.Id);
        }
        finally
        {
            agent.Kill();
            await agent.WaitForExitAsync().Within(Limit);
        }
    }

    // What the status says is what the kernel does; and what is reserved but not used does not become memory.
    private void AssertMemory(string outcome, int process)
    {
        string[] lines = File.ReadAllLines($"/proc/{process}/status");
        long locked = Kilobytes(lines, "VmLck:"), resident = Kilobytes(lines, "VmRSS:");
        output.WriteLine($"memory {outcome}: {resident} kB resident, {locked} kB locked");
        Assert.True(outcome is "locked" or "limited" or "refused", outcome);
        Assert.Equal(outcome == "locked", locked > 0);
        Assert.InRange(resident, 1, 200_000);
    }

    private static long Kilobytes(string[] lines, string field) => long.Parse(
        Array.Find(lines, line => line.StartsWith(field, StringComparison.Ordinal))![field.Length..^"kB".Length].Trim(),
        CultureInfo.InvariantCulture);

    private static async Task<string> UntilStartedAsync(Process agent)
    {
        string rehearsal = "no rehearsal";
        while (await agent.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("rehears", StringComparison.Ordinal)) rehearsal = line;
            if (line.Contains("Started cozedevice", StringComparison.Ordinal))
            {
                _ = agent.StandardError.ReadToEndAsync(); // a full pipe would stop it
                return rehearsal;
            }
        }
        throw new InvalidOperationException("the agent ended");
    }
}
