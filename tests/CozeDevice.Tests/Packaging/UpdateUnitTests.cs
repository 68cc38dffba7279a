using System.Globalization;
using System.Text.RegularExpressions;
using CozeDevice.Tests.Support;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>The units that update and that go on after a power cut: as closed as apt allows.</summary>
public sealed partial class UpdateUnitTests
{
    private const double MaxExposure = 4;
    private const string Tool = "/usr/bin/systemd-analyze";

    [Theory]
    [InlineData("cozedevice-update.service")]
    [InlineData("cozedevice-update-resume.service")]
    public async Task Systemd_accepts_every_line_and_the_exposure_stays_low(string name)
    {
        Assert.SkipUnless(File.Exists(Tool), "systemd-analyze is not installed");
        using var directory = new TempDirectory();
        string unit = directory.Write(name, Program().Replace(Text(name), "ExecStart=/bin/true"));
        directory.Write("cozedevice-update.timer", Text("cozedevice-update.timer"));
        var verify = await Script.RunAsync(null, Tool, "verify", "--man=no", unit, directory["cozedevice-update.timer"]);
        Assert.DoesNotContain("cozedevice", verify.Out + verify.Error, StringComparison.Ordinal);
        var security = await Script.RunAsync(null, Tool, "security", "--offline=true", "--no-pager", unit);
        Assert.InRange(double.Parse(Exposure().Match(security.Out).Groups[1].Value, CultureInfo.InvariantCulture), 0, MaxExposure);
    }

    [Fact]
    public void A_start_goes_on_only_where_an_update_is_unfinished_and_with_the_former_program()
    {
        string unit = Text("cozedevice-update-resume.service");
        string copy = $"{UpdateStore.Usual}/{UpdateStore.ProgramFolder}/cozedevice";
        Assert.Contains($"\nConditionPathExists={copy}\n", unit, StringComparison.Ordinal);
        Assert.Contains($"\nExecStart={copy} update resume\n", unit, StringComparison.Ordinal);
        // The package starts the agent from inside of this unit: waiting for each other would never end.
        Assert.DoesNotContain("Before=", unit, StringComparison.Ordinal);
    }

    [Fact]
    public void Updates_by_themselves_are_for_those_who_ask_for_them()
    {
        string[] presets = File.ReadAllLines(RepositoryRoot.File("systemd/90-cozedevice.preset"));
        Assert.Contains("disable cozedevice-update.timer", presets);
        Assert.Contains("enable cozedevice-update-resume.service", presets);
        string installation = File.ReadAllText(RepositoryRoot.File("scripts/package/postinst"));
        Assert.DoesNotContain("cozedevice-update.timer", installation, StringComparison.Ordinal);
    }

    private static string Text(string unit) => File.ReadAllText(RepositoryRoot.File($"systemd/{unit}"));

    [GeneratedRegex("ExecStart=[^ \n]*cozedevice")]
    private static partial Regex Program();

    [GeneratedRegex(@"exposure level for .*: ([0-9.]+)")]
    private static partial Regex Exposure();
}
