using System.Text.Json;
using CozeDevice.Commands;
using CozeDevice.Control;
using CozeDevice.Panel;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class LedCommandTests
{
    private const string NoAgent = "Control:Socket=/nonexistent/control.sock";

    [Fact]
    public async Task An_LED_that_cannot_be_opened_ends_with_5_and_says_what_would_help()
    {
        var run = await ProgramRun.OfAsync(["led", "test", "--set", NoAgent, "--set", "Led:Kind=apa102", "--set", "Led:Device=/dev/spidev9.9"]);

        Assert.Equal(5, run.ExitCode);
        Assert.StartsWith("cozedevice: /dev/spidev9.9: does not exist; enable SPI: dtparam=spi=on", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Without_an_LED_there_is_nothing_to_try_unless_there_is_a_terminal()
    {
        var run = await ProgramRun.OfAsync(["led", "test", "--set", "Led:Kind=none"]);
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("Led:Kind is none", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_the_patterns_are_drawn()
    {
        (int exitCode, string output) = await OnTerminalAsync("led", "test", "--set", "Led:Kind=none", "--seconds", "0.01");

        Assert.Equal(0, exitCode);
        Assert.All(LedPatterns.All, pattern => Assert.Contains(pattern.Name, output, StringComparison.Ordinal));
        Assert.Contains("cyan, follows the level", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_each_pattern_is_one_line()
    {
        (int exitCode, string output) = await OnTerminalAsync("led", "test", "--set", "Led:Kind=none", "--seconds", "0.01", "--json");

        Assert.Equal(0, exitCode);
        string[] lines = output.TrimEnd().Split('\n');
        Assert.Equal(LedPatterns.All.Select(pattern => pattern.Name), lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("pattern").GetString()!));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_0()
    {
        using var stop = new CancellationTokenSource();
        Task<(int ExitCode, string Output)> running = OnTerminalAsync(stop.Token, "led", "test", "--set", "Led:Kind=none", "--seconds", "3600");
        await stop.CancelAsync();
        Assert.Equal(0, (await running.Within(20)).ExitCode);
    }

    [Fact]
    public async Task An_unknown_pattern_is_usage_and_the_nearest_is_named()
    {
        var run = await ProgramRun.OfAsync(["led", "test", "--pattern", "listning"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("\"listning\" is no pattern; did you mean listening?", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("long")]
    public async Task Seconds_are_a_number(string seconds) =>
        Assert.Equal(2, (await ProgramRun.OfAsync(["led", "test", "--seconds", seconds])).ExitCode);

    [Fact]
    public async Task A_wrong_LED_ends_with_78_and_a_missing_bot_does_not()
    {
        var wrong = await ProgramRun.OfAsync(["led", "test", "--set", "Led:Kind=rgb"]);
        Assert.Equal(78, wrong.ExitCode);
        Assert.Contains("Led:LineRed is missing", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("BotId", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off")]
    [InlineData("dead")]
    public async Task Where_there_is_no_LED_it_is_off_already(string word)
    {
        Assert.Equal(new(0, "led off\n", ""), await ProgramRun.OfAsync(["led", word, "--set", "Led:Kind=none", "--set", NoAgent]));
        using var json = JsonDocument.Parse((await ProgramRun.OfAsync(["led", word, "--set", "Led:Kind=none", "--set", NoAgent, "--json"])).Out);
        Assert.Equal("off", json.RootElement.GetProperty("led").GetString());
    }

    [Theory]
    [InlineData("test")]
    [InlineData("off")]
    [InlineData("dead")]
    public async Task While_an_agent_runs_the_LED_is_its_own(string word)
    {
        using var directory = new TempDirectory();
        using var log = new TestLog();
        await using ControlServer server = ControlServer.Start(
            directory["control.sock"], new FakeDevice(), log.For<ControlServer>(), TimeProvider.System);

        var run = await ProgramRun.OfAsync(["led", word, "--set", $"Control:Socket={directory["control.sock"]}", "--set", "Led:Kind=sysfs"]);

        Assert.Equal(5, run.ExitCode);
        Assert.Equal($"cozedevice: the agent at {directory["control.sock"]} holds the LED; stop it first: sudo systemctl stop cozedevice\n", run.Error);
    }

    [Fact]
    public async Task A_stale_socket_is_no_agent()
    {
        using var directory = new TempDirectory();
        directory.Write("control.sock", "");
        var run = await ProgramRun.OfAsync(["led", "off", "--set", $"Control:Socket={directory["control.sock"]}", "--set", "Led:Kind=none"]);
        Assert.Equal(0, run.ExitCode);
    }

    private static Task<(int ExitCode, string Output)> OnTerminalAsync(params string[] args) => OnTerminalAsync(CancellationToken.None, args);

    private static async Task<(int ExitCode, string Output)> OnTerminalAsync(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter();
        var context = new ProgramContext
        {
            Out = TextWriter.Synchronized(output),
            Error = TextWriter.Null,
            Environment = new Dictionary<string, string>(),
            ConfigurationDirectory = "/nonexistent",
            IsInteractive = true,
        };
        int exitCode = await Program.RunAsync(args, context, cancellationToken).Within(60);
        return (exitCode, output.ToString());
    }
}
