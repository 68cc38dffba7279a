using CozeDevice.Account;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>What the end of an attempt means for the link: which state is shown and which schedule is followed. Pure.</summary>
internal static class EndMeaning
{
    /// <summary>How many <c>error</c> events in a row while configuring make the link "refused" (design §3).</summary>
    public const int RefusalsInARow = 3;

    /// <summary>The end of an attempt that got no token: what is in the way of the network is no matter of the owner.</summary>
    /// <param name="failure">Why there is none.</param>
    public static SessionEnd OfTokenFailure(TokenException failure) => failure.Obstacle switch
    {
        TokenObstacle.Network => new SessionEnd(SessionEndKind.Network, failure.Message),
        TokenObstacle.Dns => new SessionEnd(SessionEndKind.Dns, failure.Message),
        TokenObstacle.Timeout => new SessionEnd(SessionEndKind.Timeout, failure.Message),
        TokenObstacle.Tls => new SessionEnd(SessionEndKind.Tls, failure.Message),
        TokenObstacle.Clock => new SessionEnd(SessionEndKind.Clock, failure.Message),
        _ => new SessionEnd(SessionEndKind.HttpRefused, failure.Message, 401),
    };

    /// <summary>The state to show after an end.</summary>
    /// <param name="end">The end.</param>
    /// <param name="attempt">Attempts in a row without a healthy session.</param>
    /// <param name="refusals">Errors while configuring in a row, this one included.</param>
    public static LinkStatus StatusAfter(SessionEnd end, int attempt, int refusals)
    {
        (LinkState state, OfflineReason reason) = end.Kind switch
        {
            SessionEndKind.Dns => (LinkState.Offline, OfflineReason.Dns),
            SessionEndKind.Network => (LinkState.Offline, OfflineReason.NoNetwork),
            SessionEndKind.Tls => (LinkState.Offline, OfflineReason.Tls),
            SessionEndKind.Clock => (LinkState.Offline, OfflineReason.Clock),
            SessionEndKind.Timeout => (LinkState.Offline, OfflineReason.Timeout),
            SessionEndKind.HttpRefused => ForStatus(end.Code ?? 0),
            SessionEndKind.Rejected => ForCode(end.Code ?? 0, refusals),
            _ => (LinkState.Offline, OfflineReason.Closed),
        };
        return new LinkStatus(state, reason, attempt, end.Code, end.Message, end.LogId);
    }

    private static (LinkState State, OfflineReason Reason) ForStatus(int status) => status switch
    {
        401 or 403 => (LinkState.NeedAuth, OfflineReason.Refused),
        >= 200 and < 400 => (LinkState.Offline, OfflineReason.CaptivePortal),
        _ => (LinkState.Offline, OfflineReason.Refused),
    };

    private static (LinkState State, OfflineReason Reason) ForCode(int code, int refusals) =>
        ErrorCodes.Lookup(code).Class switch
        {
            ErrorClass.Auth => (LinkState.NeedAuth, OfflineReason.Refused),
            ErrorClass.Account => (LinkState.Offline, OfflineReason.Account),
            _ when refusals >= RefusalsInARow => (LinkState.Offline, OfflineReason.Refused),
            _ => (LinkState.Offline, OfflineReason.Closed),
        };

    /// <summary>Whether an <c>error</c> event ends a configured session: the service closes it, or will refuse the next turn.</summary>
    public static bool EndsSession(int code) =>
        code == ErrorCodes.ConversationNotFound
        || ErrorCodes.Lookup(code).Class is ErrorClass.Fatal or ErrorClass.Account or ErrorClass.Auth;

    /// <summary>Whether the conversation that was asked for is gone: the next session begins a new one (protocol §9).</summary>
    public static bool ForgetsConversation(SessionEnd end) => end is
    { Kind: SessionEndKind.Rejected, Code: ErrorCodes.ChatNotFound or ErrorCodes.ConversationNotFound };

    /// <summary>Whether only the owner can help: the slow schedule.</summary>
    public static bool OwnerMustAct(LinkStatus status) =>
        status.State == LinkState.NeedAuth || status.Reason == OfflineReason.Account;
}
