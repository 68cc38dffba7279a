using CozeDevice.Account;

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
            SessionEndKind.HttpRefused => Of(ErrorPolicy.ForStatus(end.Code ?? 0)),
            SessionEndKind.Rejected => Of(ErrorPolicy.For(end.Code ?? 0), refusals),
            _ => (LinkState.Offline, OfflineReason.Closed),
        };
        return new LinkStatus(state, reason, attempt, end.Code, end.Message, end.LogId);
    }

    private static (LinkState State, OfflineReason Reason) Of(ErrorReaction reaction) => (reaction.State, reaction.Reason);

    private static (LinkState State, OfflineReason Reason) Of(ErrorReaction reaction, int refusals) =>
        reaction.Reason == OfflineReason.Closed && refusals >= RefusalsInARow
            ? (LinkState.Offline, OfflineReason.Refused)
            : Of(reaction);

    /// <summary>Whether the conversation that was asked for is gone: the next session begins a new one (protocol §9).</summary>
    public static bool ForgetsConversation(SessionEnd end) => ReactionTo(end) is { ForgetsConversation: true };

    /// <summary>Whether the token was refused and another one may help.</summary>
    public static bool RenewsToken(SessionEnd end) => ReactionTo(end) is { RenewsToken: true };

    /// <summary>Whether only the owner can help: the slow schedule.</summary>
    public static bool OwnerMustAct(LinkStatus status) =>
        status.State == LinkState.NeedAuth || status.Reason == OfflineReason.Account;

    private static ErrorReaction? ReactionTo(SessionEnd end) => end switch
    {
        { Kind: SessionEndKind.HttpRefused, Code: { } status } => ErrorPolicy.ForStatus(status),
        { Kind: SessionEndKind.Rejected, Code: { } code } => ErrorPolicy.For(code),
        _ => null,
    };
}
