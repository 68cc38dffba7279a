using System.Net;
using System.Net.Sockets;
using CozeDevice.Link;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSupervisorTests
{
    private static readonly IPAddress Wlan = IPAddress.Parse("192.0.2.17");
    private readonly FakeNetwork _network = new();

    [Fact]
    public async Task News_of_the_network_dial_at_once()
    {
        _dialer.Fail(NoNetwork);
        Start();
        using NetworkHint hint = Hint();
        await _bench.UntilAsync(LinkState.Offline);
        _network.Change();
        await _bench.UntilAsync(LinkState.Offline);

        Assert.Equal(2, _dialer.Dials);
    }

    [Fact]
    public async Task A_flapping_interface_dials_once_a_second_and_its_last_news_count()
    {
        _dialer.Fail(NoNetwork);
        Start();
        // A ceiling of 16 s and more: no dial of the back-off comes between.
        await _bench.UntilAsync(LinkState.Offline);
        int before = _dialer.Dials;
        using NetworkHint hint = Hint();
        _network.Change();
        await _bench.UntilAsync(LinkState.Offline);
        for (int second = 1; second <= 3; second++)
        {
            for (int i = 0; i < 9; i++)
            {
                _network.Change();
                _bench.Time.Advance(100);
            }
            Assert.Equal(before + second, _dialer.Dials);
            _bench.Time.Advance(100);
            await _bench.UntilAsync(LinkState.Offline);
        }
        await _bench.Time.WhenArmedAsync(1).Within(5);
        _bench.Time.Advance(5_000);

        Assert.Equal(before + 4, _dialer.Dials);
        Assert.Equal(1, _bench.Time.ArmedTimers);
    }

    [Fact]
    public async Task News_of_the_network_do_not_hammer_a_service_that_refuses_the_token()
    {
        _dialer.Fail(new SessionEnd(SessionEndKind.HttpRefused, "no", 403));
        Start();
        using NetworkHint hint = Hint();
        await _bench.UntilAsync(LinkState.NeedAuth);
        await _bench.Time.WhenDueInAsync(TimeSpan.FromMinutes(5)).Within(5);
        for (int i = 0; i < 49; i++)
        {
            _network.Change();
            _bench.Time.Advance(100);
        }

        Assert.Equal(1, _dialer.Dials);
        _bench.Time.Advance(1_100);
        await _bench.UntilAsync(LinkState.NeedAuth);
        Assert.Equal(2, _dialer.Dials);
    }

    [Fact]
    public async Task A_session_whose_address_is_still_there_goes_on()
    {
        Start();
        await OnlineAsync();
        using NetworkHint hint = Hint();
        _network.Change();

        Assert.Equal((1, LinkState.Online), (_network.Asked, _link.Status.State));
    }

    [Fact]
    public async Task A_session_whose_address_is_gone_ends_at_once()
    {
        Start();
        await OnlineAsync();
        using NetworkHint hint = Hint();
        _network.HasAddress = false;
        _network.Change();

        LinkStatus status = await _bench.UntilAsync(LinkState.Offline);
        Assert.Equal("the address 192.0.2.17 of this board is gone", status.Message);
    }

    [Fact]
    public async Task News_before_a_loss_do_not_shorten_the_wait_behind_it()
    {
        Start();
        await OnlineAsync();
        using NetworkHint hint = Hint();
        _network.Change();
        await EndAsync();

        Assert.Equal(0.5, await NextWaitAsync(), 3);
    }

    [Fact]
    public async Task Whoever_hears_no_more_arms_no_timer()
    {
        Start();
        await OnlineAsync();
        NetworkHint hint = Hint();
        _network.Change();
        _network.Change();
        Assert.Equal(1, _bench.Time.ArmedTimers);
        hint.Dispose();

        Assert.Equal((false, 0), (_network.IsHeard, _bench.Time.ArmedTimers));
    }

    [Fact]
    public void The_machine_knows_its_own_addresses_from_others()
    {
        using var changes = new SystemNetworkChanges();
        using var own = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        own.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.True(changes.Has(((IPEndPoint)own.LocalEndPoint!).Address));
        Assert.False(changes.Has(Wlan));
    }

    private NetworkHint Hint() => new(_network, _link, () => Wlan, _bench.Time, NullLogger.Instance);
}
