using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>The package installed, upgraded, removed and purged in a Debian root of its own; needs a mirror and root, so only in the long run.</summary>
public sealed class PackageInstallTests
{
    private const int Missing = 3;

    [Fact]
    public async Task It_installs_upgrades_and_leaves_as_promised()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("COZEDEVICE_LONG") == "1", "only with COZEDEVICE_LONG=1");
        var run = await Script.RunAsync(null, RepositoryRoot.File("scripts/test-package.sh"), "--program", BuiltPackage.Program);
        Assert.SkipWhen(run.ExitCode == Missing, run.Error);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.DoesNotContain("WRONG", run.Out, StringComparison.Ordinal);
    }
}
