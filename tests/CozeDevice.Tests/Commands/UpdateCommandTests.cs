using CozeDevice.Commands;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Update;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class UpdateCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("apply")]
    [InlineData("rollback")]
    [InlineData("resume")]
    public async Task Who_is_not_root_is_told_so_in_one_line(string command)
    {
        var run = await RunAsync(isRoot: false, "update", command);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Equal($"cozedevice: only root may install packages; run: sudo cozedevice update {command}", run.Error.Trim());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData("Update:Channel is missing")]
    [InlineData("Update:PublicKey is missing", "--set", "Update:Channel=/srv/stable.json")]
    [InlineData("unencrypted", "--set", "Update:Channel=http://updates.example/stable.json")]
    [InlineData("from 1 to 120", "--set", "Update:HealthMinutes=0")]
    public async Task A_configuration_that_is_not_enough_is_named(string problem, params string[] set)
    {
        var run = await RunAsync(isRoot: true, ["update", "check", .. set]);
        Assert.Equal(ExitCode.Configuration, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_update_there_is_nothing_to_resume_or_to_go_back_to()
    {
        var resumed = await RunAsync(isRoot: true, "update", "resume");
        Assert.Equal((ExitCode.Ok, "No update is under way."), (resumed.ExitCode, resumed.Out.Trim()));
        Assert.Equal("null", (await RunAsync(isRoot: true, "update", "resume", "--json")).Out.Trim());
    }

    [Fact]
    public async Task A_program_that_came_without_a_package_is_not_updated()
    {
        Assert.SkipWhen(File.Exists("/usr/lib/cozedevice/cozedevice"), "the package is installed here");
        using var vendor = new Vendor();
        var run = await RunAsync(isRoot: true, "update", "check", "--set", "Update:Channel=/srv/stable.json", "--set", $"Update:PublicKey={vendor.PublicKey}");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("(not_installed)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_are_refused()
    {
        using var held = new UpdateStore(_directory.Path, "/nonexistent", Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).Lock();
        var run = await RunAsync(isRoot: true, "update", "resume");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("(running)", run.Error, StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(bool isRoot, params string[] arguments) =>
        ProgramRun.InAsync(arguments, context => context with { IsRoot = isRoot, UpdateDirectory = _directory.Path });
}
