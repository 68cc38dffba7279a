using System.Diagnostics;
using CozeDevice.Audio;
using CozeDevice.Simulator;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>The program as systemd and people run it: a process of its own.</summary>
public sealed class ProcessTests
{
    private const double Limit = 30;

    [Fact]
    public async Task Terminated_in_the_middle_of_an_answer_it_ends_with_0_and_leaves_a_valid_recording()
    {
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions()).Within(Limit);
        using var directory = new TempDirectory();
        string socket = directory["control.sock"], heard = directory["heard.wav"];
        using Process agent = AgentProcess.Start(simulator, directory);
        Task<string> log = agent.StandardError.ReadToEndAsync();
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Limit)))
        {
            while (!File.Exists(socket) && !agent.HasExited)
                await Task.Delay(20, limit.Token);
        }
        Assert.False(agent.HasExited, agent.HasExited ? await log.Within(Limit) : "");
        await using (RawClient watcher = await RawClient.ConnectAsync(socket))
        await using (RawClient button = await RawClient.ConnectAsync(socket))
        {
            string? line = await watcher.AskAsync("""{"cmd":"watch"}""");
            while (line?.Contains("\"online\"", StringComparison.Ordinal) == false)
                line = await watcher.ReadAsync();
            await button.AskAsync("""{"cmd":"press"}""");
            var connection = await simulator.Record.WaitForConnectionAsync(1).Within(Limit);
            await connection.WaitForUplinkAsync("input_audio_buffer.append", 60).Within(Limit);
            await button.AskAsync("""{"cmd":"release"}""");
            while (line?.Contains("\"speaking\"", StringComparison.Ordinal) == false)
                line = await watcher.ReadAsync();
        }

        using (Process kill = Process.Start("kill", ["-TERM", agent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync().Within(Limit);
        await agent.WaitForExitAsync().Within(Limit);

        Assert.Equal(0, agent.ExitCode);
        Assert.False(File.Exists(socket));
        Assert.NotEmpty(WavFile.Read(heard).ToHouseRate());
        Assert.DoesNotContain("pat_canary", await log.Within(Limit), StringComparison.Ordinal);
        string agentName = Assert.Single(simulator.Record.SeenUserAgents);
        Assert.Matches(@"^cozedevice/\d+\.\d+\.\d+ \(linux; \w+\)$", agentName);
    }
}
