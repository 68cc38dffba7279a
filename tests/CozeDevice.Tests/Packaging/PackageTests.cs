using System.Text;
using System.Text.RegularExpressions;
using CozeDevice.Options;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>What is in the Debian package; <c>scripts/test-package.sh</c> installs it.</summary>
public sealed partial class PackageTests : IClassFixture<BuiltPackage>
{
    private readonly BuiltPackage _package;

    public PackageTests(BuiltPackage package)
    {
        Assert.SkipWhen(BuiltPackage.Missing is not null, BuiltPackage.Missing ?? "");
        _package = package;
    }

    [Theory]
    [InlineData("/usr/lib/cozedevice/cozedevice.dll")]
    [InlineData("/usr/lib/cozedevice/cozedevice.deps.json")]
    [InlineData("/usr/lib/cozedevice/cozedevice.runtimeconfig.json")]
    [InlineData("/usr/lib/cozedevice/Prompts/zh/offline.wav")]
    [InlineData("/usr/lib/cozedevice/Benchmark/question.wav")]
    [InlineData("/usr/lib/cozedevice/boards/respeaker-2mic.json")]
    [InlineData("/etc/cozedevice/cozedevice.json")]
    [InlineData("/etc/cozedevice/conf.d")]
    [InlineData("/usr/lib/systemd/system/cozedevice.service")]
    [InlineData("/usr/lib/systemd/system/cozedevice-update.service")]
    [InlineData("/usr/lib/systemd/system/cozedevice-update.timer")]
    [InlineData("/usr/lib/systemd/system/cozedevice-update-resume.service")]
    [InlineData("/usr/lib/systemd/system-preset/90-cozedevice.preset")]
    [InlineData("/usr/lib/sysusers.d/cozedevice.conf")]
    [InlineData("/usr/lib/udev/rules.d/60-cozedevice.rules")]
    [InlineData("/usr/share/man/man1/cozedevice.1.gz")]
    [InlineData("/usr/share/man/man5/cozedevice.json.5.gz")]
    [InlineData("/usr/share/bash-completion/completions/cozedevice")]
    [InlineData("/usr/share/zsh/vendor-completions/_cozedevice")]
    [InlineData("/usr/share/fish/vendor_completions.d/cozedevice.fish")]
    [InlineData("/usr/share/doc/cozedevice/copyright")]
    [InlineData("/usr/share/doc/cozedevice/changelog.gz")]
    public void It_brings(string path) => Assert.Contains(_package.Entries, entry => entry.Path == path);

    [Fact]
    public void Everything_belongs_to_root_and_nobody_else_may_write()
    {
        string[] programs = ["/usr/lib/cozedevice/cozedevice", "/usr/lib/cozedevice/service-hook"];
        Assert.All(_package.Entries, entry =>
        {
            Assert.Equal("root/root", entry.Owner);
            string expected = entry switch
            {
                { Target: not null } => "lrwxrwxrwx",
                { Path: "/etc/credstore" } => "drwx------",
                { Mode: ['d', ..] } => "drwxr-xr-x",
                _ => programs.Contains(entry.Path) ? "-rwxr-xr-x" : "-rw-r--r--",
            };
            Assert.True(expected == entry.Mode, $"{entry.Path} is {entry.Mode}");
        });
        Assert.Equal("../lib/cozedevice/cozedevice", _package.Entries.Single(entry => entry.Path == "/usr/bin/cozedevice").Target);
    }

    [Fact]
    public void It_is_for_every_architecture_and_so_brings_no_machine_code_and_nothing_for_other_systems()
    {
        Assert.DoesNotContain(Files(), file => File.ReadAllBytes(file).AsSpan().StartsWith("\u007FELF"u8));
        Assert.DoesNotContain(_package.Entries, entry => entry.Path.Contains("/runtimes/win", StringComparison.Ordinal)
            || entry.Path.EndsWith(".xml", StringComparison.Ordinal) || entry.Path.EndsWith(".exe", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_example_is_a_configuration_file_of_dpkg() =>
        Assert.Equal("/etc/cozedevice/cozedevice.json\n", File.ReadAllText(Path.Combine(_package.Tree, "DEBIAN/conffiles")));

    [Fact]
    public async Task It_depends_on_libraries_under_their_old_and_new_names()
    {
        Assert.Equal("all", (await BuiltPackage.DpkgAsync("--field", _package.Deb, "Architecture")).Trim());
        string depends = await BuiltPackage.DpkgAsync("--field", _package.Deb, "Depends");
        foreach (string needed in new[] { "libasound2t64 | libasound2,", "libssl3t64 | libssl3,", "libopus0,", "systemd (>= 252) |" })
            Assert.Contains(needed, depends, StringComparison.Ordinal);
        Assert.Equal("libasound2-plugins\n", await BuiltPackage.DpkgAsync("--field", _package.Deb, "Recommends"));
        Assert.Contains("dotnet-runtime-10.0", await BuiltPackage.DpkgAsync("--field", _package.Deb, "Suggests"), StringComparison.Ordinal);
    }

    // Latin-1 keeps every byte, so that text inside of assemblies is found; their literals have two bytes a character.
    [Fact]
    public void Nothing_tells_where_it_was_built_or_holds_a_secret()
    {
        string[] traces = [RepositoryRoot.Path, Path.GetTempPath() + "tmp.", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/."];
        traces = [.. traces, .. traces.Select(trace => string.Join('\0', trace.AsEnumerable()))];
        Assert.All(Files(), file =>
        {
            string text = File.ReadAllText(file, Encoding.Latin1);
            Assert.All(traces, trace => Assert.False(text.Contains(trace, StringComparison.Ordinal), $"{file} names {trace}"));
            Assert.False(Secret().IsMatch(text), file);
        });
    }

    [Fact]
    public async Task Built_again_elsewhere_it_is_the_same_byte_for_byte()
    {
        using var directory = new TempDirectory();
        var again = await BuiltPackage.BuildAsync(directory.Path);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(File.ReadAllBytes(_package.Deb), File.ReadAllBytes(again.Out.Trim()));
    }

    [Fact]
    public async Task The_unpacked_program_starts()
    {
        var run = await Script.RunAsync(null, Path.Combine(_package.Tree, "usr/bin/cozedevice"), "config", "boards");
        Assert.Equal("", run.Error);
        Assert.Contains("respeaker-2mic", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_lacks_the_bot_and_nothing_else()
    {
        var error = Assert.Single(Load(File.ReadAllText(RepositoryRoot.File("scripts/package/cozedevice.json"))).Errors);
        Assert.Equal("Coze:BotId", error.Key);
    }

    [Fact]
    public void The_example_with_everything_taken_in_is_right()
    {
        string text = Commented().Replace(File.ReadAllText(RepositoryRoot.File("scripts/package/cozedevice.json")), "$1\"");
        Assert.Contains("  \"Board\"", text, StringComparison.Ordinal);
        LoadedConfiguration loaded = Load(text);
        Assert.Empty(loaded.Errors);
        Assert.Equal("https://api.coze.com", loaded.Options!.Coze.ApiUrl.OriginalString.TrimEnd('/'));
    }

    [Fact]
    public async Task Lintian_finds_no_error()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/lintian"), "lintian is not installed (apt-get install lintian)");
        var run = await Script.RunAsync(null, "/usr/bin/lintian", "--fail-on", "error", _package.Deb);
        Assert.DoesNotContain(run.Out.Split('\n'), line => line.StartsWith("E:", StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("--version", "1.2")]
    [InlineData("--version", "1.2.3-4")]
    [InlineData("--self-contained", "armhf")]
    [InlineData("--program", "/nonexistent")]
    [InlineData("--colour", "red")]
    public async Task A_wrong_argument_is_refused_in_words(string option, string value)
    {
        using var directory = new TempDirectory();
        var run = await BuiltPackage.BuildAsync(directory.Path, option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("package.sh", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(directory.Path));
    }

    private static LoadedConfiguration Load(string text)
    {
        using var directory = new TempDirectory();
        directory.Write("cozedevice.json", text);
        return ConfigurationLoader.Load(new(null, [], new Dictionary<string, string>()) { Directory = directory.Path });
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_package.Tree, "*", SearchOption.AllDirectories);

    [GeneratedRegex(@"pat_[A-Za-z0-9]{20,}|sat_[A-Za-z0-9]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}")]
    private static partial Regex Secret();

    [GeneratedRegex("^( +)// \"", RegexOptions.Multiline)]
    private static partial Regex Commented();
}
