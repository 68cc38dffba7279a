using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Packaging;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Shells;

/// <summary>What shells complete, asked of the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("", "audio")]
    [InlineData("ctl s", "say status")]
    [InlineData("--config x.json audio p", "play")]
    [InlineData("--board audio ct", "ctl")] // a value is no command
    [InlineData("ctl say --t", "--timeout")] // an option of the command above
    [InlineData("gpio watch --ch", "--chip")]
    [InlineData("run --co", "--config")]
    public async Task Bash_offers(string line, string expected)
    {
        string[] offered = await BashAsync(line);
        Assert.All(expected.Split(' '), word => Assert.Contains(word, offered));
    }

    [Fact]
    public async Task Bash_offers_files_where_a_file_belongs()
    {
        _directory.Write("hello.wav", "");
        Assert.Contains("hello.wav", await BashAsync("audio play hel"));
        Assert.Contains("hello.wav", await BashAsync("--config hel"));
    }

    [Fact]
    public async Task Nobody_is_offered_what_is_hidden() => Assert.DoesNotContain("describe", await BashAsync(""));

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_other_shells_understand_theirs(string shell)
    {
        string program = $"/usr/bin/{shell}";
        string script = await DescribedAsync(shell);
        Assert.Contains("clear-context", script, StringComparison.Ordinal);
        Assert.SkipUnless(File.Exists(program), $"{shell} is not installed");
        var run = await Script.RunAsync(null, program, "-n", _directory.Write("script", script));
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Fish_offers_with_meanings()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/fish"), "fish is not installed");
        string script = _directory.Write("script", await DescribedAsync("fish"));
        var run = await Script.RunAsync(
            new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["HOME"] = _directory.Path },
            "/usr/bin/fish", "-c", $"source {script}; complete -C 'cozedevice ctl st'");
        Assert.Equal("status\tShows the state of the agent.\n", run.Out);
    }

    [Fact]
    public async Task The_manual_names_every_command_and_option_bash_knows()
    {
        string manual = (await DescribedAsync("man")).Replace("\\-", "-", StringComparison.Ordinal);
        foreach (string command in (await BashAsync("")).Where(word => !word.StartsWith('-')))
        {
            string[] words = await BashAsync($"{command} ");
            // Where a file is wanted, those of the folder are offered too.
            Assert.All(words.Where(word => word is not ("--help" or "--version" or "script")), word => Assert.Contains(word, manual, StringComparison.Ordinal));
            Assert.Contains($".B {command}", manual, StringComparison.Ordinal);
        }
    }

    private static async Task<string> DescribedAsync(string reader)
    {
        var run = await ProgramRun.OfAsync(["describe", reader]);
        Assert.Equal("", run.Error);
        return run.Out;
    }

    // As bash itself calls it: the words of the line, the last one under the cursor.
    private async Task<string[]> BashAsync(string line)
    {
        string script = _directory.Write("script", await DescribedAsync("bash"));
        string[] words = ["cozedevice", .. line.Split(' ')];
        var run = await Script.RunAsync(
            new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["LC_ALL"] = "C" }, "/bin/bash", "-c",
            $$"""
            cd {{_directory.Path}}; source {{script}}; compopt() { :; }
            COMP_WORDS=({{string.Join(' ', words.Select(word => $"'{word}'"))}}); COMP_CWORD={{words.Length - 1}}
            _cozedevice; printf '%s\n' "${COMPREPLY[@]}"
            """);
        Assert.Equal("", run.Error);
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
