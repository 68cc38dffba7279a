using System.Globalization;
using System.Text.RegularExpressions;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>The units that run before the agent on a flashed card.</summary>
public sealed partial class ImageUnitTests : IDisposable
{
    private const double MaxExposure = 3.0;
    private const string FirstBoot = "systemd/cozedevice-firstboot.service";
    private const string Card = "scripts/image/files/overlay/usr/lib/systemd/system/cozedevice-image.service";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(FirstBoot)]
    [InlineData(Card)]
    public async Task Systemd_accepts_every_line(string unit)
    {
        var (_, output) = await ServiceUnitTests.AnalyzeAsync("verify", "--man=no", Installed(unit));
        Assert.DoesNotContain(Path.GetFileName(unit) + ":", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reads_a_strangers_file_as_root_is_locked_in()
    {
        var (_, output) = await ServiceUnitTests.AnalyzeAsync("security", "--offline=true", "--no-pager", Installed(FirstBoot));
        var exposure = double.Parse(Exposure().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(exposure <= MaxExposure, $"exposure {exposure}");
    }

    [Theory]
    [InlineData(FirstBoot, "Before=cozedevice.service")]
    [InlineData(FirstBoot, "RequiresMountsFor=/boot/firmware")]
    [InlineData(FirstBoot, "ReadWritePaths=/boot/firmware /etc/cozedevice /etc/credstore")]
    [InlineData(FirstBoot, "PrivateNetwork=yes")] // it holds a token and needs nobody
    [InlineData(Card, "RequiresMountsFor=/boot/firmware")]
    public void What_they_rely_on_is_there(string unit, string line) => Assert.Contains(line, File.ReadAllLines(RepositoryRoot.File(unit)));

    [Fact]
    public void Beside_another_boot_partition_the_package_does_nothing() =>
        Assert.Contains("ConditionPathExistsGlob=/boot/firmware/[Cc][Oo][Zz][Ee][Dd][Ee][Vv][Ii][Cc][Ee]*", File.ReadAllLines(RepositoryRoot.File(FirstBoot)));

    [GeneratedRegex(@"exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Exposure();

    // The program is not installed where the tests run; verify insists that it is.
    private string Installed(string unit) => _directory.Write(
        Path.GetFileName(unit), Regex.Replace(File.ReadAllText(RepositoryRoot.File(unit)), "^ExecStart=.*$", "ExecStart=/bin/true", RegexOptions.Multiline));
}
