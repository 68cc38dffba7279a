using CozeDevice.Account;
using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class TokenFailureTests
{
    [Theory]
    [InlineData(TokenObstacle.Owner, LinkState.NeedAuth, OfflineReason.Refused, true)]
    [InlineData(TokenObstacle.Network, LinkState.Offline, OfflineReason.NoNetwork, false)]
    [InlineData(TokenObstacle.Dns, LinkState.Offline, OfflineReason.Dns, false)]
    [InlineData(TokenObstacle.Timeout, LinkState.Offline, OfflineReason.Timeout, false)]
    [InlineData(TokenObstacle.Tls, LinkState.Offline, OfflineReason.Tls, false)]
    [InlineData(TokenObstacle.Clock, LinkState.Offline, OfflineReason.Clock, false)]
    public void Only_what_the_owner_must_mend_waits_for_the_owner(
        TokenObstacle obstacle, LinkState state, OfflineReason reason, bool isOwners)
    {
        LinkStatus status = EndMeaning.StatusAfter(EndMeaning.OfTokenFailure(new TokenException("x") { Obstacle = obstacle }), 1, 0);
        Assert.Equal((state, reason), (status.State, status.Reason));
        Assert.Equal(isOwners, EndMeaning.OwnerMustAct(status));
    }
}
