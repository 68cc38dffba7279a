using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>What runs before each start and after each stop of the service.</summary>
public sealed class ServiceHookTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _hook;

    public ServiceHookTests()
    {
        _hook = Script.Write(_directory, "lib/service-hook", File.ReadAllText(RepositoryRoot.File("systemd/service-hook")));
        Script.Write(_directory, "lib/cozedevice", "#!/bin/sh\necho \"$@\"\n");
        Script.Write(_directory, "bin/sleep", "#!/bin/sh\necho \"sleep $1\"\n");
        Directory.CreateDirectory(_directory["run"]);
    }

    private string Failures => _directory["run/failures"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("success", "led off\n")]
    [InlineData("watchdog", "led dead\n")]
    [InlineData("exit-code", "led dead\n")]
    [InlineData("signal", "led dead\n")]
    public async Task The_LED_shows_whether_the_agent_left_or_died(string result, string shown) =>
        Assert.Equal(shown, await RunAsync("after", result));

    [Fact]
    public async Task Failures_are_counted_until_a_stop_that_was_meant()
    {
        await RunAsync("after", "exit-code");
        await RunAsync("after", "watchdog");
        Assert.Equal("2\n", File.ReadAllText(Failures));

        await RunAsync("after", "success");
        Assert.False(File.Exists(Failures));
    }

    [Theory]
    [InlineData(8, "6\n")]
    [InlineData(12, "1\n")]
    public async Task After_ten_minutes_of_health_the_count_begins_anew(int minutes, string counted)
    {
        File.WriteAllText(Failures, "5\n");
        File.SetLastWriteTimeUtc(Failures, File.GetLastWriteTimeUtc(Failures).AddMinutes(-minutes));

        await RunAsync("after", "signal");

        Assert.Equal(counted, File.ReadAllText(Failures));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "sleep 1\n")]
    [InlineData(3, "sleep 3\n")]
    [InlineData(5, "sleep 15\n")]
    [InlineData(6, "sleep 30\n")]
    [InlineData(1_000_000, "sleep 30\n")]
    public async Task An_old_systemd_is_made_to_wait_longer_each_time(int failures, string slept)
    {
        Systemd(252);
        File.WriteAllText(Failures, $"{failures}\n");
        Assert.Equal(slept, await RunAsync("before"));
    }

    [Fact]
    public async Task A_systemd_that_waits_by_itself_is_left_to_it()
    {
        Systemd(254);
        File.WriteAllText(Failures, "6\n");
        Assert.Equal("", await RunAsync("before"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("many\n")]
    public async Task Without_a_count_nothing_waits(string? text)
    {
        Systemd(252);
        if (text is not null) File.WriteAllText(Failures, text);
        Assert.Equal("", await RunAsync("before"));
    }

    private void Systemd(int version) =>
        Script.Write(_directory, "bin/systemctl", $"#!/bin/sh\necho 'systemd {version} ({version}.38-1~deb12u1)'\necho '+PAM'\n");

    private async Task<string> RunAsync(string when, string result = "")
    {
        var run = await Script.RunAsync(
            new Dictionary<string, string>
            {
                ["PATH"] = $"{_directory["bin"]}:/usr/bin:/bin",
                ["RUNTIME_DIRECTORY"] = _directory["run"],
                ["SERVICE_RESULT"] = result,
            },
            _hook, when);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return run.Out;
    }
}
