using CozeDevice.Link;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSupervisorTests
{
    [Fact]
    public async Task A_jump_of_the_wall_clock_changes_nothing()
    {
        _dialer.Fail(NoNetwork);
        Start();
        await WaitsAsync(3, connectThen: true);
        await OnlineAsync();
        _bench.Time.JumpWallClock(TimeSpan.FromDays(365));
        await EndAsync();

        Assert.Equal(4, await NextWaitAsync(), 3);
    }

    [Fact]
    public async Task A_dial_that_hangs_is_given_up_after_ten_seconds()
    {
        _dialer.Answer = async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        };
        Start();
        await _dialer.DialledAsync();
        await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(10)).Within(5);
        _bench.Time.Advance(10_000);

        Assert.Equal(OfflineReason.Timeout, (await _bench.UntilAsync(LinkState.Offline)).Reason);
    }

    [Fact]
    public async Task Stopping_ends_a_dial_that_hangs()
    {
        _dialer.Answer = async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        };
        Start();
        await _dialer.DialledAsync();
        await _stop.CancelAsync();

        await _run.Within(5);
        Assert.Equal(0, _bench.Time.ArmedTimers);
    }

    [Fact]
    public async Task Stopping_ends_a_wait()
    {
        _dialer.Fail(NoNetwork);
        Start();
        await _bench.UntilAsync(LinkState.Offline);
        await _stop.CancelAsync();

        await _run.Within(5);
        Assert.Equal((1, 0), (_dialer.Dials, _bench.Time.ArmedTimers));
    }

    [Fact]
    public async Task Stopping_closes_a_session()
    {
        Start();
        await OnlineAsync();
        await _stop.CancelAsync();
        Assert.Null(await _dialer.Peer!.ReadAsync());
        await EndAsync();

        await _run.Within(5);
    }

    [Fact]
    public async Task A_dead_session_is_ended_and_dialled_again()
    {
        Start();
        await OnlineAsync();
        _link.Restart("no sign of life");

        LinkStatus status = await _bench.UntilAsync(LinkState.Offline);
        Assert.Equal((OfflineReason.Timeout, "no sign of life"), (status.Reason, status.Message));
    }

    [Fact]
    public async Task The_conversation_goes_on_in_the_next_session()
    {
        Start();
        await _dialer.DialledAsync();
        Assert.Null(ConversationOf(await _dialer.Peer!.OpenAsync()));
        await _dialer.Peer.SendAsync(
            """{"event_type":"conversation.chat.created","data":{"id":"A","conversation_id":"C7"}}""");
        await _bench.NextAsync<WireEvent>();
        await EndAsync();
        await NextWaitAsync();
        await _dialer.DialledAsync();

        Assert.Equal("C7", ConversationOf(await _dialer.Peer!.OpenAsync()));
        Assert.Equal(["C7"], _conversations);
    }

    [Fact]
    public async Task The_next_session_is_told_everything_the_first_was()
    {
        Start("C1");
        await _dialer.DialledAsync();
        string first = (await _dialer.Peer!.OpenAsync()).GetProperty("data").GetRawText();
        await _bench.UntilAsync(LinkState.Online);
        await EndAsync();
        await NextWaitAsync();
        await _dialer.DialledAsync();

        Assert.Equal(first, (await _dialer.Peer!.OpenAsync()).GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4010)]
    public async Task A_conversation_the_service_does_not_know_or_cannot_go_on_with_is_dropped_before_the_next_dial(int code)
    {
        Start("C1");
        await _dialer.DialledAsync();
        Assert.Equal("C1", ConversationOf(await RejectAsync(code)));
        await NextWaitAsync();
        await _dialer.DialledAsync();

        Assert.Null(ConversationOf(await _dialer.Peer!.OpenAsync()));
        Assert.Equal([null], _conversations);
        Assert.Null(_link.ConversationId);
    }

    [Fact]
    public async Task A_thousand_reconnects_leave_no_timer_behind()
    {
        Start();
        for (int i = 0; i < 1_000; i++)
        {
            await _dialer.DialledAsync();
            await _dialer.Peer!.OpenAsync();
            await _bench.UntilAsync(LinkState.Online);
            await EndAsync();
            await _bench.UntilAsync(LinkState.Offline);
            await _bench.Time.WhenArmedAsync(1).Within(5);
            Assert.Equal(1, _bench.Time.ArmedTimers);
            _bench.Time.AdvanceToNextTimer();
        }

        Assert.Equal(1_000, _bench.Counters.Sessions);
    }
}
