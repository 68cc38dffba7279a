using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>What the package asks systemd for after it was unpacked, with a systemd that only writes it down.</summary>
public sealed class PostinstTests : IDisposable
{
    private const string Running = "/run/systemd/system";

    private readonly TempDirectory _directory = new();
    private readonly string _postinst;

    public PostinstTests()
    {
        string text = File.ReadAllText(RepositoryRoot.File("scripts/package/postinst"));
        Assert.Contains(Running, text, StringComparison.Ordinal);
        Directory.CreateDirectory(_directory["run"]);
        _postinst = Script.Write(_directory, "postinst", text.Replace(Running, _directory["run"], StringComparison.Ordinal));
        foreach (string name in new[] { "systemd-sysusers", "deb-systemd-helper", "udevadm" }) Stub(name, "exit 0");
        Stub("deb-systemd-invoke", $"echo \"$@\" >> {_directory["asked"]}");
        Stub("systemctl", $"case $* in *is-failed*) exit 1 ;; esac");
        Stub("cozedevice", "exit 0");
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")] // the first time
    [InlineData("0.0.1")] // an upgrade, and also a removal that is taken back
    public async Task A_configured_device_runs_after_every_installation(string before)
    {
        Assert.Equal("restart cozedevice.service\n", await AskedAsync(before));
    }

    [Fact]
    public async Task What_failed_before_begins_to_count_anew()
    {
        Stub("systemctl", $"echo \"$@\" >> {_directory["asked"]}");
        string asked = await AskedAsync("0.0.1");
        Assert.Contains("reset-failed cozedevice.service\nrestart cozedevice.service\n", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0.0.1", "try-restart cozedevice.service\n")]
    public async Task One_that_is_not_configured_is_not_started(string before, string asked)
    {
        Stub("cozedevice", "echo Coze:BotId is missing; exit 78");
        Assert.Equal(asked, await AskedAsync(before));
    }

    private async Task<string> AskedAsync(string before)
    {
        var path = new Dictionary<string, string> { ["PATH"] = $"{_directory["bin"]}:/usr/bin:/bin" };
        Script run = await Script.RunAsync(path, _postinst, "configure", before);
        Assert.True(run.ExitCode == 0, run.Error);
        return File.Exists(_directory["asked"]) ? File.ReadAllText(_directory["asked"]) : "";
    }

    private void Stub(string name, string body) => Script.Write(_directory, $"bin/{name}", $"#!/bin/sh\n{body}\n");
}
