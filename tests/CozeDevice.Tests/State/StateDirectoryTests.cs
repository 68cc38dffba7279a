using CozeDevice.State;
using Xunit;

namespace CozeDevice.Tests.State;

public sealed class StateDirectoryTests
{
    [Theory]
    [InlineData("/here", "/systemd", "/xdg", true, "/here")]
    [InlineData(null, "/systemd", "/xdg", true, "/systemd")]
    [InlineData(null, "/systemd:/other", "/xdg", false, "/systemd")]
    [InlineData(null, null, "/xdg", true, "/var/lib/cozedevice")]
    [InlineData(null, null, "/xdg", false, "/xdg/cozedevice")]
    [InlineData(null, null, "relative", false, "/home/me/.local/state/cozedevice")]
    [InlineData(null, "", "", false, "/home/me/.local/state/cozedevice")]
    public void The_first_place_that_is_named_wins(
        string? configured, string? systemd, string? xdg, bool isRoot, string expected)
    {
        var environment = new Dictionary<string, string> { ["HOME"] = "/home/me" };
        if (systemd is not null) environment["STATE_DIRECTORY"] = systemd;
        if (xdg is not null) environment["XDG_STATE_HOME"] = xdg;
        Assert.Equal(expected, StateDirectory.Resolve(configured, environment, isRoot));
    }
}
