using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>Which .NET runtime the packaged program is started with, tried with runtimes that only say who they are.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Usual = "usual=\"/usr/lib/dotnet /usr/share/dotnet /opt/dotnet\"";
    private const string Registered = "registered=/etc";

    private readonly TempDirectory _directory = new();
    private readonly string _launcher;

    public LauncherTests()
    {
        string text = File.ReadAllText(RepositoryRoot.File("scripts/package/cozedevice"));
        Assert.Contains(Usual, text, StringComparison.Ordinal);
        Assert.Contains(Registered, text, StringComparison.Ordinal);
        string here = $"usual=\"{_directory["usr/lib/dotnet"]} {_directory["usr/share/dotnet"]} {_directory["opt/dotnet"]}\"";
        text = text.Replace(Usual, here, StringComparison.Ordinal)
            .Replace(Registered, $"registered={_directory.Path}/etc", StringComparison.Ordinal);

        string program = Script.Write(_directory, "usr/lib/cozedevice/cozedevice", text);
        Directory.CreateDirectory(_directory["usr/bin"]);
        _launcher = _directory["usr/bin/cozedevice"];
        File.CreateSymbolicLink(_launcher, program);
        Directory.CreateDirectory(_directory["bin"]);
        File.CreateSymbolicLink(_directory["bin/readlink"], "/usr/bin/readlink");
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_a_runtime_one_line_says_how_to_get_one()
    {
        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("", run.Out);
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("https://dot.net/v1/dotnet-install.sh", line, StringComparison.Ordinal);
        Assert.Contains("~/.dotnet (never seen by the service)", line, StringComparison.Ordinal);
        Assert.Contains("--runtime dotnet --install-dir /opt/dotnet", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("usr/lib/dotnet")]
    [InlineData("usr/share/dotnet")]
    [InlineData("opt/dotnet")]
    [InlineData("home/.dotnet")]
    public async Task Every_usual_place_is_looked_into(string place)
    {
        Runtime(place, "10.0.0");
        Assert.Equal(place, await StartedWithAsync());
    }

    [Fact]
    public async Task A_runtime_behind_a_link_on_the_PATH_is_found()
    {
        Runtime("snap/dotnet", "10.0.3");
        File.CreateSymbolicLink(_directory["bin/dotnet"], _directory["snap/dotnet/dotnet"]);
        Assert.Equal("snap/dotnet", await StartedWithAsync());
    }

    [Fact]
    public async Task Where_an_installer_registered_one_is_looked_into()
    {
        Runtime("srv/dotnet", "10.0.3");
        _directory.Write("etc/dotnet/install_location", _directory["srv/dotnet"]);
        Assert.Equal("srv/dotnet", await StartedWithAsync());
    }

    [Fact]
    public async Task The_newest_patch_wins_by_number()
    {
        Runtime("usr/lib/dotnet", "10.0.9");
        Runtime("usr/share/dotnet", "10.0.2", "10.0.11", "9.0.14");
        Runtime("opt/dotnet", "10.0.10");
        Assert.Equal("usr/share/dotnet", await StartedWithAsync());
    }

    [Fact]
    public async Task The_one_its_owner_names_goes_before_all_others()
    {
        Runtime("usr/lib/dotnet", "10.0.9");
        Runtime("mine", "10.0.1");
        Assert.Equal("mine", await StartedWithAsync(_directory["mine"]));
    }

    [Fact]
    public async Task A_named_place_without_the_right_runtime_is_passed_over()
    {
        Runtime("usr/lib/dotnet", "10.0.9");
        Runtime("mine", "8.0.30");
        Assert.Equal("usr/lib/dotnet", await StartedWithAsync(_directory["mine"]));
    }

    [Theory]
    [InlineData("10.0.0-rc.1.25451.107")]
    [InlineData("9.0.14")]
    [InlineData("11.0.0")]
    public async Task Other_versions_and_previews_do_not_count(string version)
    {
        Runtime("usr/share/dotnet", version);
        Assert.Equal(1, (await RunAsync()).ExitCode);
    }

    [Fact]
    public async Task What_is_left_of_a_broken_installation_does_not_count()
    {
        Runtime("usr/lib/dotnet", "10.0.1");
        Runtime("usr/share/dotnet", "10.0.8");
        File.Delete(_directory["usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.8/System.Private.CoreLib.dll"]);
        Runtime("opt/dotnet", "10.0.9");
        File.Delete(_directory["opt/dotnet/dotnet"]);
        Assert.Equal("usr/lib/dotnet", await StartedWithAsync());
    }

    [Fact]
    public async Task Arguments_arrive_as_they_were_given_and_the_exit_code_comes_back()
    {
        Runtime("opt/dotnet", "10.0.0");
        var run = await RunAsync(null, "ctl", "say", "two words", "");
        Assert.Equal($"[{_directory["usr/lib/cozedevice/cozedevice.dll"]}][ctl][say][two words][]", run.Out.Split('\n')[1]);
        Assert.Equal(7, run.ExitCode);
    }

    private void Runtime(string place, params string[] versions)
    {
        Script.Write(_directory, $"{place}/dotnet", $"#!/bin/sh\necho {place}\nprintf '[%s]' \"$@\"\nexit 7\n");
        foreach (string version in versions)
            _directory.Write($"{place}/shared/Microsoft.NETCore.App/{version}/System.Private.CoreLib.dll", "");
    }

    private async Task<string> StartedWithAsync(string? root = null)
    {
        var run = await RunAsync(root, "--version");
        Assert.Equal("", run.Error);
        return run.Out.Split('\n')[0];
    }

    private Task<Script> RunAsync(string? root = null, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = _directory["bin"], ["HOME"] = _directory["home"] };
        if (root is not null) environment["DOTNET_ROOT"] = root;
        return Script.RunAsync(environment, _launcher, arguments);
    }
}
