using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>The package built from its sources, and installed, upgraded, removed and purged in a Debian root of its own. That takes a
/// minute each, a mirror and root, so it is for the long run.</summary>
public sealed class PackageInstallTests
{
    private const int Missing = 3;

    public PackageInstallTests()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1", "only with COZEDEVICE_LONG=1");
        Assert.SkipWhen(BuiltPackage.Missing is not null, BuiltPackage.Missing ?? "");
    }

    [Fact]
    public async Task Compiled_twice_in_different_folders_it_is_the_same_byte_for_byte()
    {
        using var first = new TempDirectory();
        using var second = new TempDirectory();
        Assert.Equal(await CompiledInAsync(first), await CompiledInAsync(second));
    }

    [Fact]
    public async Task It_installs_upgrades_and_leaves_as_promised()
    {
        var run = await Script.RunAsync(null, RepositoryRoot.File("scripts/test-package.sh"), "--program", BuiltPackage.Program);
        Assert.SkipWhen(run.ExitCode == Missing, run.Error);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.DoesNotContain("WRONG", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_updates_itself_takes_back_what_does_not_work_and_survives_a_power_cut()
    {
        var run = await Script.RunLongAsync(
            RepositoryRoot.File("scripts/test-update.sh"), "--program", BuiltPackage.Program,
            "--simulator", Path.Combine(AppContext.BaseDirectory, "cozedevice-sim.dll"));
        Assert.SkipWhen(run.ExitCode == Missing, run.Error);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.DoesNotContain("WRONG", run.Out, StringComparison.Ordinal);
    }

    private static async Task<byte[]> CompiledInAsync(TempDirectory directory)
    {
        var run = await Script.RunAsync(
            null, "/usr/bin/env", $"TMPDIR={directory.Path}", RepositoryRoot.File("scripts/package.sh"), "--out", directory["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return File.ReadAllBytes(run.Out.Trim());
    }
}
