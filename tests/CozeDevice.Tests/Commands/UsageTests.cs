using CozeDevice.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command")]
    [InlineData("jump", "\"jump\" is not known here")]
    [InlineData("ctl", "Required command")]
    [InlineData("ctl prss", "Did you mean press?")]
    [InlineData("config show --jsn", "Did you mean --json?")]
    [InlineData("ctl volume loud", "0 to 100")]
    [InlineData("ctl press --timeout soon", "timeout")]
    [InlineData("ctl volume 101", "0 to 100")]
    [InlineData("ctl volume 7.5", "0 to 100")]
    [InlineData("ctl volume +101", "+5 or -5")]
    [InlineData("ctl volume -101", "+5 or -5")]
    [InlineData("ctl volume --5", "0 to 100")]
    [InlineData("ctl volume 5 6", "not known here")]
    [InlineData("ctl say", "say")]
    [InlineData("ctl press --timeout 0", "timeout")]
    [InlineData("config check --config", "--config")]
    public async Task A_command_line_that_makes_no_sense_ends_with_2_and_one_line(string line, string hint)
    {
        var run = await ProgramRun.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        var text = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.StartsWith("cozedevice: ", text, StringComparison.Ordinal);
        Assert.Contains(hint, text, StringComparison.Ordinal);
        Assert.Contains("--help", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_the_wrong_place_is_not_repeated()
    {
        var run = await ProgramRun.OfAsync(["ctl", "pat_0123456789abcdef"]);
        Assert.DoesNotContain("pat_", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version", "0.")]
    [InlineData("--help", "ctl")]
    [InlineData("ctl --help", "watch")]
    [InlineData("config --help", "schema")]
    public async Task Help_and_version_are_results(string line, string expected)
    {
        var run = await ProgramRun.OfAsync(line.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_of_ours_ends_with_1_and_the_whole_story()
    {
        using var error = new StringWriter();
        // No writer for results: whatever wants to print one fails.
        var context = new ProgramContext { Out = null!, Error = error, Environment = new Dictionary<string, string>() };

        var exitCode = await Program.RunAsync(["config", "schema"], context, CancellationToken.None).Within(20);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("cozedevice: internal error: ", error.ToString(), StringComparison.Ordinal);
    }
}
