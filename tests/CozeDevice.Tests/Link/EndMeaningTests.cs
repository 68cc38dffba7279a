using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class EndMeaningTests
{
    [Theory]
    [InlineData(SessionEndKind.Dns, null, LinkState.Offline, OfflineReason.Dns)]
    [InlineData(SessionEndKind.Network, null, LinkState.Offline, OfflineReason.NoNetwork)]
    [InlineData(SessionEndKind.Tls, null, LinkState.Offline, OfflineReason.Tls)]
    [InlineData(SessionEndKind.Clock, null, LinkState.Offline, OfflineReason.Clock)]
    [InlineData(SessionEndKind.Timeout, null, LinkState.Offline, OfflineReason.Timeout)]
    [InlineData(SessionEndKind.Closed, 1006, LinkState.Offline, OfflineReason.Closed)]
    [InlineData(SessionEndKind.Protocol, 1009, LinkState.Offline, OfflineReason.Closed)]
    [InlineData(SessionEndKind.Local, null, LinkState.Offline, OfflineReason.Closed)]
    [InlineData(SessionEndKind.HttpRefused, 401, LinkState.NeedAuth, OfflineReason.Refused)]
    [InlineData(SessionEndKind.HttpRefused, 403, LinkState.NeedAuth, OfflineReason.Refused)]
    [InlineData(SessionEndKind.HttpRefused, 200, LinkState.Offline, OfflineReason.CaptivePortal)]
    [InlineData(SessionEndKind.HttpRefused, 302, LinkState.Offline, OfflineReason.CaptivePortal)]
    [InlineData(SessionEndKind.HttpRefused, 404, LinkState.Offline, OfflineReason.Refused)]
    [InlineData(SessionEndKind.HttpRefused, 429, LinkState.Offline, OfflineReason.Refused)]
    [InlineData(SessionEndKind.HttpRefused, 503, LinkState.Offline, OfflineReason.Refused)]
    [InlineData(SessionEndKind.Rejected, 4100, LinkState.NeedAuth, OfflineReason.Refused)]
    [InlineData(SessionEndKind.Rejected, 4101, LinkState.NeedAuth, OfflineReason.Refused)]
    [InlineData(SessionEndKind.Rejected, 4027, LinkState.Offline, OfflineReason.Account)]
    [InlineData(SessionEndKind.Rejected, 4028, LinkState.Offline, OfflineReason.Account)]
    [InlineData(SessionEndKind.Rejected, 4008, LinkState.Offline, OfflineReason.Account)]
    [InlineData(SessionEndKind.Rejected, 4011, LinkState.Offline, OfflineReason.Account)]
    [InlineData(SessionEndKind.Rejected, 4000, LinkState.Offline, OfflineReason.Closed)]
    [InlineData(SessionEndKind.Rejected, 987654, LinkState.Offline, OfflineReason.Closed)]
    [InlineData(SessionEndKind.Rejected, null, LinkState.Offline, OfflineReason.Closed)]
    public void Every_end_has_a_state_and_a_reason(
        SessionEndKind kind, int? code, LinkState state, OfflineReason reason)
    {
        var end = new SessionEnd(kind, "why", code, "log-1");

        Assert.Equal(new LinkStatus(state, reason, 3, code, "why", "log-1"), EndMeaning.StatusAfter(end, 3, refusals: 1));
    }

    [Theory]
    [InlineData(1, OfflineReason.Closed)]
    [InlineData(2, OfflineReason.Closed)]
    [InlineData(3, OfflineReason.Refused)]
    [InlineData(4, OfflineReason.Refused)]
    public void The_third_error_in_a_row_while_configuring_is_a_refusal(int refusals, OfflineReason reason) =>
        Assert.Equal(
            reason, EndMeaning.StatusAfter(new SessionEnd(SessionEndKind.Rejected, "", 4000), 5, refusals).Reason);

    [Theory]
    [InlineData(4027, true)]
    [InlineData(4028, true)]
    [InlineData(4008, true)]
    [InlineData(4011, true)]
    [InlineData(4029, true)]
    [InlineData(4100, true)]
    [InlineData(4101, true)]
    [InlineData(4200, true)]
    [InlineData(4002, true)]
    [InlineData(4000, false)]
    [InlineData(4001, false)]
    [InlineData(4016, false)]
    [InlineData(5000, false)]
    [InlineData(717990703, false)]
    [InlineData(123456, false)]
    public void An_error_ends_a_configured_session_only_where_the_next_turn_would_fail_too(int code, bool ends) =>
        Assert.Equal(ends, ErrorPolicy.For(code).EndsSession);

    [Theory]
    [InlineData(SessionEndKind.Rejected, 4002, true)]
    [InlineData(SessionEndKind.Rejected, 4001, true)]
    [InlineData(SessionEndKind.Rejected, 4010, true)]
    [InlineData(SessionEndKind.Rejected, 4000, false)]
    [InlineData(SessionEndKind.Closed, 4002, false)]
    public void A_conversation_that_is_gone_is_forgotten(SessionEndKind kind, int code, bool forgets) =>
        Assert.Equal(forgets, EndMeaning.ForgetsConversation(new SessionEnd(kind, "", code)));

    [Theory]
    [InlineData(LinkState.NeedAuth, OfflineReason.Refused, 401, true, true)]
    [InlineData(LinkState.Offline, OfflineReason.Account, 4028, true, true)]
    [InlineData(LinkState.Offline, OfflineReason.Refused, 4000, false, true)]
    [InlineData(LinkState.Offline, OfflineReason.Refused, 404, false, true)]
    [InlineData(LinkState.Offline, OfflineReason.Refused, 429, false, false)]
    [InlineData(LinkState.Offline, OfflineReason.Refused, 503, false, false)]
    [InlineData(LinkState.Offline, OfflineReason.Closed, null, false, false)]
    [InlineData(LinkState.Online, OfflineReason.None, null, false, false)]
    public void Who_can_help_is_told_apart(
        LinkState state, OfflineReason reason, int? code, bool ownerMustAct, bool isRefused)
    {
        var status = new LinkStatus(state, reason, 1, code);

        Assert.Equal((ownerMustAct, isRefused), (EndMeaning.OwnerMustAct(status), status.IsRefused));
    }
}
