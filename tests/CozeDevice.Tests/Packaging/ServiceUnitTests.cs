using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CozeDevice.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

public sealed partial class ServiceUnitTests : IDisposable
{
    private const double MaxExposure = 2.5;

    private readonly TempDirectory _directory = new();
    private readonly string _unit;

    public ServiceUnitTests()
    {
        var text = File.ReadAllText(RepositoryRoot.File("systemd/cozedevice.service"));
        // The program is not installed where the tests run; verify insists that it is.
        _unit = _directory.Write("cozedevice.service", Installed().Replace(text, "/bin/true"));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Systemd_accepts_every_line()
    {
        var (exitCode, output) = await AnalyzeAsync("verify", "--man=no", _unit);
        // Two keys are newer than some systemd in use; those ignore them with a note.
        var complaints = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("cozedevice", StringComparison.Ordinal)
                && !line.Contains("RestartSteps", StringComparison.Ordinal)
                && !line.Contains("RestartMaxDelaySec", StringComparison.Ordinal));
        Assert.Empty(complaints);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_exposure_stays_low()
    {
        var (_, output) = await AnalyzeAsync("security", "--offline=true", "--no-pager", _unit);
        var exposure = double.Parse(Exposure().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(exposure <= MaxExposure, $"exposure {exposure}");
    }

    [Fact]
    public void A_wrong_configuration_is_not_restarted() => Assert.Contains(
        $"RestartPreventExitStatus={ExitCode.Configuration}\n", File.ReadAllText(_unit), StringComparison.Ordinal);

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("WatchdogSec=30")]
    [InlineData("StateDirectory=cozedevice")]
    [InlineData("RuntimeDirectory=cozedevice")]
    [InlineData("RuntimeDirectoryPreserve=restart")] // the hook counts failures there
    [InlineData("RestartSteps=6")]
    [InlineData("RestartMaxDelaySec=60")]
    [InlineData("ExecStartPre=-/bin/true before")]
    [InlineData("ExecStopPost=-/bin/true after")]
    [InlineData("Restart=always")]
    [InlineData("LimitRTPRIO=20")]
    [InlineData("LimitMEMLOCK=infinity")] // a finite limit would lock nothing
    [InlineData("LimitCORE=0")] // a core file would hold tokens
    [InlineData("DeviceAllow=char-alsa rw")]
    [InlineData("DeviceAllow=char-gpiochip rw")]
    [InlineData("DeviceAllow=char-spi rw")]
    [InlineData("ReadWritePaths=-/sys/devices/platform/leds")]
    public void What_the_agent_relies_on_is_there(string line) =>
        Assert.Contains(line, File.ReadAllLines(_unit));

    [Theory]
    [InlineData("MemoryDenyWriteExecute")]
    [InlineData("RestrictRealtime")]
    [InlineData("PrivateDevices")]
    [InlineData("network-online.target")]
    public void What_would_break_it_is_not(string word) =>
        Assert.DoesNotContain(word, File.ReadAllText(_unit), StringComparison.Ordinal);

    [Fact]
    public void Netlink_is_allowed_so_that_a_returning_network_is_noticed() => Assert.Contains(
        "AF_NETLINK", File.ReadAllLines(_unit).Single(line => line.StartsWith("RestrictAddressFamilies=", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData("led-anywhere.conf")]
    [InlineData("encrypted-token.conf")]
    public async Task Every_drop_in_is_right_too(string file)
    {
        _directory.Write($"cozedevice.service.d/{file}", File.ReadAllText(RepositoryRoot.File($"systemd/{file}")));
        var (exitCode, output) = await AnalyzeAsync("verify", "--man=no", _unit);
        Assert.DoesNotContain(file, output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    // With a path systemd refuses to start the service when the file is not there; a name may be missing.
    [Fact]
    public void The_token_is_a_credential_that_may_be_missing() =>
        Assert.Equal(["LoadCredential=coze-token"], Lines("LoadCredential"));

    [Fact]
    public void Every_group_of_the_service_is_made_by_the_package()
    {
        string[] made = [.. File.ReadAllLines(RepositoryRoot.File("systemd/cozedevice.sysusers.conf"))
            .Where(line => line.StartsWith("g ", StringComparison.Ordinal) || line.StartsWith("m ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[line[0] == 'g' ? 1 : 2])];
        Assert.All(Lines("SupplementaryGroups").Single().Split('=')[1].Split(' '), group => Assert.Contains(group, made));
    }

    private string[] Lines(string key) =>
        [.. File.ReadAllLines(_unit).Where(line => line.StartsWith(key, StringComparison.Ordinal))];

    internal static async Task<(int ExitCode, string Output)> AnalyzeAsync(params string[] arguments)
    {
        const string Tool = "/usr/bin/systemd-analyze";
        Assert.SkipUnless(File.Exists(Tool), "systemd-analyze is not installed");
        using var process = Process.Start(new ProcessStartInfo(Tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().Within(30);
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex("/usr/lib/cozedevice/(cozedevice|service-hook)")]
    private static partial Regex Installed();

    [GeneratedRegex(@"exposure level for .*: ([0-9.]+)")]
    private static partial Regex Exposure();
}
