using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CozeDevice.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

public sealed partial class ServiceUnitTests : IDisposable
{
    private const double MaxExposure = 3.5;

    private readonly TempDirectory _directory = new();
    private readonly string _unit;

    public ServiceUnitTests()
    {
        var text = File.ReadAllText(RepositoryRoot.File("systemd/cozedevice.service"));
        // The program is not installed where the tests run; verify insists that it is.
        _unit = _directory.Write("cozedevice.service", text.Replace("/usr/lib/cozedevice/cozedevice", "/bin/true", StringComparison.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Systemd_accepts_every_line()
    {
        var (exitCode, output) = await AnalyzeAsync("verify", _unit);
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
    [InlineData("Restart=always")]
    [InlineData("LimitRTPRIO=20")]
    [InlineData("LimitMEMLOCK=infinity")] // a finite limit would lock nothing
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

    [Fact]
    public async Task The_drop_in_for_LEDs_anywhere_is_right_too()
    {
        _directory.Write("cozedevice.service.d/led-anywhere.conf", File.ReadAllText(RepositoryRoot.File("systemd/led-anywhere.conf")));
        var (exitCode, output) = await AnalyzeAsync("verify", _unit);
        Assert.DoesNotContain("led-anywhere", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("success", "led off")]
    [InlineData("watchdog", "led dead")]
    [InlineData("exit-code", "led dead")]
    [InlineData("signal", "led dead")]
    public async Task The_stop_hook_shows_whether_the_agent_left_or_died(string result, string shown)
    {
        string program = _directory.Write("cozedevice", "#!/bin/sh\necho \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string script = Hook().Match(File.ReadAllText(RepositoryRoot.File("systemd/cozedevice.service"))).Groups[1].Value
            .Replace("$$", "$", StringComparison.Ordinal)
            .Replace("/usr/lib/cozedevice/cozedevice", program, StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["SERVICE_RESULT"] = result;

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().Within(30);
        await process.WaitForExitAsync().Within(30);

        Assert.Equal(shown, output.TrimEnd());
    }

    private static async Task<(int ExitCode, string Output)> AnalyzeAsync(params string[] arguments)
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

    [GeneratedRegex("^ExecStopPost=-/bin/sh -c '(.*)'$", RegexOptions.Multiline)]
    private static partial Regex Hook();

    [GeneratedRegex(@"exposure level for .*: ([0-9.]+)")]
    private static partial Regex Exposure();
}
