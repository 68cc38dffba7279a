using CozeDevice.Account;
using CozeDevice.Link;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed partial class LinkSupervisorTests
{
    private static readonly SessionEnd Unauthorised = new(SessionEndKind.HttpRefused, "no", 401);

    [Theory]
    [InlineData(SessionEndKind.HttpRefused, 401, true)]
    [InlineData(SessionEndKind.HttpRefused, 403, false)]
    [InlineData(SessionEndKind.HttpRefused, 503, false)]
    [InlineData(SessionEndKind.Rejected, 401, true)]
    [InlineData(SessionEndKind.Rejected, 4100, true)]
    [InlineData(SessionEndKind.Rejected, 4101, true)]
    [InlineData(SessionEndKind.Rejected, 4200, true)]
    [InlineData(SessionEndKind.Rejected, 700012006, true)]
    [InlineData(SessionEndKind.Rejected, 4028, false)]
    [InlineData(SessionEndKind.Network, null, false)]
    public async Task Another_token_is_asked_for_once_where_one_was_refused(SessionEndKind kind, int? code, bool isAsked)
    {
        _dialer.Fail(new SessionEnd(kind, "no", code));
        Start();
        await WaitsAsync(3);

        Assert.Equal(isAsked ? ["pat_" + TestLog.Canary] : [], _dialer.Renewals);
    }

    [Fact]
    public async Task A_renewed_token_is_dialled_with_at_once_and_nobody_is_asked_to_act()
    {
        _dialer.Token = () => _dialer.Renewals.IsEmpty ? "old" : "new";
        _dialer.Renewed = () =>
        {
            _dialer.Answer = null;
            return true;
        };
        _dialer.Fail(Unauthorised with { LogId = "L1" });
        Start();

        List<LinkState> states = [];
        LinkStatus status;
        List<LinkStatus> told = [];
        do
        {
            told.Add(status = await _bench.NextStatusAsync());
            states.Add(status.State);
        }
        while (status.State != LinkState.Configuring);

        Assert.Equal([LinkState.Connecting, LinkState.Connecting, LinkState.Connecting, LinkState.Configuring], states);
        Assert.Equal((401, "L1"), (told[1].Code, told[1].LogId));
        Assert.Equal(["old"], _dialer.Renewals);
        Assert.Equal(["old", "new"], _dialer.Tokens);
        Assert.Single(_dialer.At.Distinct());
    }

    [Fact]
    public async Task A_renewed_token_that_is_refused_too_is_the_owners_matter()
    {
        _dialer.Token = () => $"token {_dialer.Renewals.Count}";
        _dialer.Renewed = static () => true;
        _dialer.Fail(Unauthorised);
        Start();

        Assert.Equal([300, 300, 300], await WaitsAsync(3));
        Assert.Equal(["token 0"], _dialer.Renewals);
        Assert.Equal(["token 0", "token 1", "token 1", "token 1"], _dialer.Tokens.Take(4));
    }

    [Fact]
    public async Task A_source_that_promises_another_token_and_gives_the_same_is_believed_once()
    {
        _dialer.Renewed = static () => true;
        _dialer.Fail(Unauthorised);
        Start();

        Assert.Equal([300, 300], await WaitsAsync(2));
        Assert.Single(_dialer.Renewals);
    }

    [Fact]
    public async Task A_token_the_owner_put_there_meanwhile_is_renewed_again()
    {
        string token = "A";
        _dialer.Token = () => token;
        _dialer.Fail(Unauthorised);
        Start();
        await NextWaitAsync();
        token = "B";
        await WaitsAsync(2);

        Assert.Equal(["A", "B"], _dialer.Renewals);
    }

    [Fact]
    public async Task A_healthy_session_makes_the_next_refusal_a_new_one()
    {
        _dialer.Token = () => $"token {_dialer.Renewals.Count}";
        _dialer.Renewed = static () => true;
        Start();
        for (int i = 0; i < 3; i++)
        {
            await OnlineAsync();
            _bench.Time.Advance(30_000);
            await RefuseAsync(4100);
        }
        await OnlineAsync();

        Assert.Equal(["token 0", "token 1", "token 2"], _dialer.Renewals);
    }

    [Fact]
    public async Task Speech_survives_a_token_that_ran_out_in_the_middle_of_it()
    {
        _dialer.Token = () => $"token {_dialer.Renewals.Count}";
        _dialer.Renewed = static () => true;
        Start();
        await OnlineAsync();
        _bench.Outbound.Begin(1);
        _bench.Outbound.Write(1, [7]);
        Assert.Equal("input_audio_buffer.append", await _dialer.Peer!.ReadTypeAsync());
        await RefuseAsync(4100);
        await OnlineAsync();

        Assert.Equal("input_audio_buffer.append", await _dialer.Peer!.ReadTypeAsync());
        Assert.Single(_dialer.At.Distinct());
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_given_up_and_asked_again_later()
    {
        _dialer.RenewAnswer = async (_, limit) =>
        {
            await Task.Delay(Timeout.Infinite, limit);
            return true;
        };
        _dialer.Fail(Unauthorised);
        Start();
        for (int i = 0; i < 2; i++)
        {
            await _bench.UntilAsync(LinkState.Connecting);
            await _bench.UntilAsync(LinkState.Connecting);
            await _bench.Time.WhenDueInAsync(TimeSpan.FromSeconds(10)).Within(5);
            _bench.Time.Advance(10_000);
            Assert.Equal(OfflineReason.Timeout, (await _bench.UntilAsync(LinkState.Offline)).Reason);
            Assert.Equal(i + 1, _dialer.Renewals.Count);
            Assert.Equal(0.5 * (i + 1), await PassAsync());
        }
    }

    [Fact]
    public async Task A_missing_token_is_not_renewed()
    {
        _dialer.Token = () => throw new TokenException("none");
        Start();
        await WaitsAsync(2);

        Assert.Empty(_dialer.Renewals);
    }

    private async Task RefuseAsync(int code)
    {
        ServicePeer peer = _dialer.Peer!;
        await peer.SendAsync($$$"""{"event_type":"error","data":{"code":{{{code}}},"msg":"no"}}""");
        await peer.CloseAsync();
    }
}
