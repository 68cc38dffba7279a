using CozeDevice.Hosting;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Hosting;

public sealed class SystemdNotifierTests : IDisposable
{
    private readonly TestLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_message_is_one_datagram(bool isAbstract)
    {
        using var systemd = new NotifySocket(isAbstract);
        using var notifier = new SystemdNotifier(systemd.Environment, _log.For<SystemdNotifier>());
        Assert.True(notifier.IsActive);

        notifier.Ready();
        notifier.Status("online\nREADY=0");
        notifier.Watchdog();
        notifier.Stopping();

        Assert.Equal("READY=1", await systemd.ReceiveAsync());
        Assert.Equal("STATUS=online READY=0", await systemd.ReceiveAsync());
        Assert.Equal("WATCHDOG=1", await systemd.ReceiveAsync());
        Assert.Equal("STOPPING=1", await systemd.ReceiveAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    public void Without_systemd_nothing_happens(string? path)
    {
        var environment = new Dictionary<string, string>();
        if (path is not null) environment["NOTIFY_SOCKET"] = path;
        using var notifier = new SystemdNotifier(environment, _log.For<SystemdNotifier>());

        notifier.Ready();

        Assert.False(notifier.IsActive);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_socket_nobody_listens_on_is_logged_once()
    {
        var environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = "/nonexistent/notify" };
        using var notifier = new SystemdNotifier(environment, _log.For<SystemdNotifier>());

        notifier.Ready();
        notifier.Watchdog();

        Assert.Single(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void A_last_status_after_the_end_does_no_harm()
    {
        using var systemd = new NotifySocket();
        var notifier = new SystemdNotifier(systemd.Environment, _log.For<SystemdNotifier>());
        notifier.Dispose();
        notifier.Status("late");
    }
}
