using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CozeDevice.Simulator;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator;

/// <summary>The built program as a process: its output, its exit codes, its signals.</summary>
public sealed class ProgramTests
{
    private const double Deadline = 20;

    [Fact]
    public async Task It_tells_where_it_listens_on_loopback_alone_and_ends_with_0_at_sigterm()
    {
        using Process program = Start("--port", "0");
        using RunningProgram guard = new(program);
        string line = (await program.StandardOutput.ReadLineAsync().Within(Deadline))!;
        Uri address = new(line["listening on ".Length..]);
        IPEndPoint[] listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        using var socket = WireClient.NewSocket();
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{address.Port}/v1/chat?bot_id=1"), default).Within(Deadline);

        using Process kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync().Within(Deadline);

        Assert.Matches("^listening on http://127.0.0.1:[0-9]+$", line);
        Assert.Equal(
            [IPAddress.Loopback], listeners.Where(endpoint => endpoint.Port == address.Port).Select(endpoint => endpoint.Address));
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task A_port_in_use_is_1()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();

        (int code, string error) = await RunAsync("--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.Equal(1, code);
        Assert.StartsWith("cozedevice-sim: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_scenario_is_2_with_the_names()
    {
        (int code, string error) = await RunAsync("--scenario", "parot");

        Assert.Equal(2, code);
        Assert.Contains("parrot", error, StringComparison.Ordinal);
        Assert.Contains("stall-mid-reply", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_in_a_scenario_file_is_2_and_one_line()
    {
        using TempDirectory directory = new();
        string file = directory.Write("mine.json", """{"faults":[{"at":"open","do":"explode"}]}""");

        (int code, string error) = await RunAsync("--scenario", file);

        Assert.Equal(2, code);
        Assert.StartsWith($"cozedevice-sim: --scenario: {file}: faults[0].do: must be one of", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--prot", "1")]
    [InlineData("--port", "x")]
    [InlineData("--port", "65536")]
    [InlineData("--ca-out", "ca.pem")]
    [InlineData("--device-approval", "later")]
    [InlineData("--network", "silent")]
    [InlineData("--network", "mobil")]
    public async Task A_bad_option_is_2(string name, string value)
    {
        (int code, string error) = await RunAsync(name, value);

        Assert.Equal(2, code);
        Assert.Contains(name, error, StringComparison.Ordinal);
    }

    // Whatever a test finds out, its program does not outlive it.
    private sealed class RunningProgram(Process program) : IDisposable
    {
        public void Dispose() => program.Kill();
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { typeof(SimulatorHost).Assembly.Location },
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using Process program = Start(arguments);
        using RunningProgram guard = new(program);
        string error = await program.StandardError.ReadToEndAsync().Within(Deadline);
        await program.WaitForExitAsync().Within(Deadline);
        return (program.ExitCode, error);
    }
}
