using System.Diagnostics;
using CozeDevice.Simulator;
using CozeDevice.Tests.EndToEnd;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Telemetry;

/// <summary>The export as the program runs it.</summary>
public sealed class AgentExportTests
{
    private const double Limit = 30;

    [Fact]
    public async Task The_program_exports_once_more_when_it_is_terminated_and_never_its_token()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync();
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions()).Within(Limit);
        using var directory = new TempDirectory();
        (int exit, string maps, string log) = await RunAsync(
            simulator, directory, $"Metrics:OtlpEndpoint={collector.Address}", "Metrics:IntervalSeconds=3600");
        Assert.Equal(0, exit);
        Assert.Contains("OpenTelemetry", maps, StringComparison.Ordinal);
        CollectedRequest request = await collector.NextAsync();
        Assert.Contains("cozedevice.link.dial.duration", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pat_canary", request.Text + string.Join(' ', request.Headers.Values) + log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_the_program_loads_nothing_of_the_sdk()
    {
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions()).Within(Limit);
        using var directory = new TempDirectory();
        (int exit, string maps, _) = await RunAsync(simulator, directory);
        Assert.Equal(0, exit);
        Assert.Contains("CozeDevice.Core.dll", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", maps, StringComparison.Ordinal);
    }

    // Up to its first session, then SIGTERM.
    private static async Task<(int Exit, string Maps, string Log)> RunAsync(
        SimulatorHost simulator, TempDirectory directory, params string[] settings)
    {
        using Process agent = AgentProcess.Start(simulator, directory, settings);
        try
        {
            Task<string> log = agent.StandardError.ReadToEndAsync();
            var connection = await simulator.Record.WaitForConnectionAsync(1).Within(Limit);
            await connection.WaitForUplinkAsync("chat.update", 1).Within(Limit);
            string maps = await File.ReadAllTextAsync($"/proc/{agent.Id}/maps");
            using (Process kill = Process.Start("kill", ["-TERM", agent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
                await kill.WaitForExitAsync().Within(Limit);
            await agent.WaitForExitAsync().Within(Limit);
            return (agent.ExitCode, maps, await log.Within(Limit));
        }
        finally
        {
            if (!agent.HasExited) agent.Kill();
        }
    }
}
