using CozeDevice.Link;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSupervisorTests
{
    private static readonly SessionEnd NoName = new(SessionEndKind.Dns, "the name of the service was not resolved");

    [Fact]
    public async Task A_service_that_accepts_and_closes_is_not_hammered()
    {
        Start();

        // 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s with the longest waits.
        Assert.Equal(7, await DialsInAMinuteAsync());
    }

    [Fact]
    public async Task Nor_is_it_while_speech_waits_once_the_patience_of_a_turn_is_over()
    {
        _bench.Outbound.Begin(1);
        _bench.Outbound.Write(1, [7]);
        Start();
        int dials = await DialsInAMinuteAsync(ReconnectPolicy.RedialsAtOnce);

        // Three at once, one each half second up to the fortieth, which takes 18.5 s, and the curve from there: 30 s.
        Assert.Equal(42, dials);
        Assert.Equal([0, 0, 0, 0, 0.5, 1], _dialer.At.Take(6).Select(Seconds));
        Assert.Equal([18.5, 48.5], _dialer.At.TakeLast(2).Select(Seconds));
        double Seconds(long at) => _bench.Time.GetElapsedTime(_dialer.At.First(), at).TotalSeconds;
    }

    [Fact]
    public async Task The_curve_applies_as_soon_as_the_turn_gives_the_speech_up()
    {
        _bench.Outbound.Begin(1);
        _bench.Outbound.Write(1, [7]);
        Start();
        for (int i = 0; i < 12; i++)
        {
            await AcceptAndCloseAsync();
            if (i < 3)
                await _bench.UntilAsync(LinkState.Offline);
            else
                Assert.Equal(0.5, await NextWaitAsync(), 3);
        }
        _bench.Outbound.Abandon(1);
        await AcceptAndCloseAsync();

        Assert.Equal(30, await NextWaitAsync(), 3);
    }

    [Fact]
    public async Task It_starts_before_the_network_the_names_and_the_time_are_there()
    {
        Queue<SessionEnd> ends = new(
            [NoNetwork, NoName, NoName, new SessionEnd(SessionEndKind.Clock, "1970"), new SessionEnd(SessionEndKind.Tls, "no")]);
        _dialer.Fail(ends.Peek());
        Start();
        List<OfflineReason> reasons = [];
        while (ends.Count > 0)
        {
            ends.Dequeue();
            reasons.Add((await _bench.UntilAsync(LinkState.Offline)).Reason);
            if (ends.Count > 0)
                _dialer.Fail(ends.Peek());
            await PassAsync(connectThen: ends.Count == 0);
        }
        await OnlineAsync();

        Assert.Equal(
            [OfflineReason.NoNetwork, OfflineReason.Dns, OfflineReason.Dns, OfflineReason.Clock, OfflineReason.Tls], reasons);
    }

    [Theory]
    [InlineData(+365)]
    [InlineData(-365 * 50)]
    public async Task A_wait_does_not_follow_the_wall_clock(int days)
    {
        _dialer.Fail(NoNetwork);
        Start();
        await WaitsAsync(4);
        await _bench.UntilAsync(LinkState.Offline);
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(8)).Within(5);
        _bench.Time.JumpWallClock(TimeSpan.FromDays(days));
        _bench.Time.Advance(7_999);
        Assert.Equal(5, _dialer.Dials);
        _bench.Time.Advance(1);
        await _bench.UntilAsync(LinkState.Offline);

        Assert.Equal(6, _dialer.Dials);
    }

    private async Task AcceptAndCloseAsync()
    {
        await _dialer.DialledAsync();
        await _dialer.Peer!.OpenAsync();
        await _bench.UntilAsync(LinkState.Online);
        await EndAsync();
    }

    // Each wait is as long as it may be, and every session is accepted and closed.
    private async Task<int> DialsInAMinuteAsync(int atOnce = 0)
    {
        TimeSpan end = _bench.Time.Now + TimeSpan.FromMinutes(1);
        for (int i = 1; ; i++)
        {
            await AcceptAndCloseAsync();
            await _bench.UntilAsync(LinkState.Offline);
            if (i <= atOnce)
                continue;
            await _bench.Time.WhenArmedAsync(1).Within(5);
            TimeSpan wait = _bench.Time.NextDueIn!.Value;
            if (_bench.Time.Now + wait > end)
                return _dialer.Dials;
            _bench.Time.Advance(wait);
        }
    }
}
