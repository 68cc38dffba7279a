using CozeDevice.Hosting;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Hosting;

public sealed class WatchdogTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly TestLog _log = new();
    private readonly ManualTimeProvider _time = new();
    private readonly NotifySocket _systemd = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Heartbeat _mic;
    private readonly Heartbeat _link;
    private SystemdNotifier _notifier = null!;
    private Task _running = null!;

    public WatchdogTests()
    {
        _mic = new("mic", TimeSpan.FromSeconds(20), _time);
        _link = new("link", TimeSpan.FromSeconds(60), _time);
    }

    public async ValueTask InitializeAsync()
    {
        _notifier = new(_systemd.Environment, _log.For<SystemdNotifier>());
        _running = new Watchdog([_mic, _link], _notifier, Interval, _log.For<Watchdog>(), _time).RunAsync(_stop.Token);
        Assert.Equal("WATCHDOG=1", await _systemd.ReceiveAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Within(5);
        _notifier.Dispose();
        _systemd.Dispose();
        _stop.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task It_is_fed_while_every_loop_beats()
    {
        for (var i = 0; i < 3; i++)
        {
            await LookAsync(_mic, _link);
            Assert.Equal("WATCHDOG=1", await _systemd.ReceiveAsync());
        }

        Assert.Empty(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public async Task A_hung_loop_starves_it_and_is_named()
    {
        await LookAsync(_link);
        Assert.Equal("WATCHDOG=1", await _systemd.ReceiveAsync());
        await LookAsync(_link);

        Assert.Equal("STATUS=hung: mic (30 s)", await _systemd.ReceiveAsync());
        Assert.Equal(["The watchdog is not fed: mic (30 s) late"], _log.Messages(LogLevel.Warning));
    }

    [Fact]
    public async Task A_loop_that_comes_back_feeds_it_again()
    {
        await LookAsync(_link);
        await _systemd.ReceiveAsync();
        await LookAsync(_link);
        await _systemd.ReceiveAsync();

        await LookAsync(_mic, _link);

        Assert.Equal("WATCHDOG=1", await _systemd.ReceiveAsync());
        Assert.Equal("STATUS=every loop is alive again", await _systemd.ReceiveAsync());
        Assert.Single(_log.Messages(LogLevel.Information));
    }

    [Fact]
    public void A_jump_of_the_wall_clock_makes_nobody_late()
    {
        _time.JumpWallClock(TimeSpan.FromDays(365));
        Assert.False(_mic.IsLate);
    }

    [Theory]
    [InlineData("30000000", null, 15.0)]
    [InlineData("30000000", "42", 15.0)]
    [InlineData("30000000", "43", null)]
    [InlineData("0", null, null)]
    [InlineData("-5", null, null)]
    [InlineData("soon", null, null)]
    [InlineData("99999999999999999999", null, null)]
    [InlineData(null, null, null)]
    public void The_interval_is_half_the_limit_of_systemd_for_this_process(string? limit, string? pid, double? seconds)
    {
        var environment = new Dictionary<string, string>();
        if (limit is not null) environment["WATCHDOG_USEC"] = limit;
        if (pid is not null) environment["WATCHDOG_PID"] = pid;
        Assert.Equal(seconds, Watchdog.IntervalOf(environment, 42)?.TotalSeconds);
    }

    private async Task LookAsync(params Heartbeat[] alive)
    {
        // The loop looks and then waits: only when it waits may time go on.
        await _time.WhenArmedAsync(1).Within(5);
        foreach (var heartbeat in alive) heartbeat.Beat();
        _time.Advance(Interval);
    }
}
