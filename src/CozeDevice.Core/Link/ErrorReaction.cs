using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>What helps against an error, besides ending the turn.</summary>
internal enum ErrorRemedy
{
    /// <summary>Nothing the device could do.</summary>
    None,

    /// <summary>End the session, and with it the chat that is in the way: the next one sends the utterance once more.</summary>
    SendAgain,

    /// <summary>Clear the context of the conversation: else every turn would fail from now on.</summary>
    ClearContext,

    /// <summary>A new session, which declares everything anew.</summary>
    Redial,
}

/// <summary>What one error does: one row of <see cref="ErrorPolicy"/>. LED and prompt follow from it: the state of the link is
/// what the indicator shows, and who can help is what the prompt says.</summary>
/// <param name="Class">What kind of error it is.</param>
internal sealed record ErrorReaction(ErrorClass Class)
{
    /// <summary>The state of the link when it ended a session or refused a dial.</summary>
    public LinkState State { get; init; } = LinkState.Offline;

    /// <summary>The reason shown with it. <see cref="OfflineReason.Closed"/> becomes <see cref="OfflineReason.Refused"/> with the
    /// third in a row while configuring.</summary>
    public OfflineReason Reason { get; init; } = OfflineReason.Closed;

    /// <summary>Whether it ends a configured session: the service closes it, or will refuse the next turn.</summary>
    public bool EndsSession { get; init; }

    /// <summary>Whether it ends the turn it belongs to, with a prompt.</summary>
    public bool EndsTurn { get; init; }

    /// <summary>Whether only the owner can help: the prompt asks for help instead of asking to try again.</summary>
    public bool OwnerCanHelp { get; init; }

    /// <summary>What else helps.</summary>
    public ErrorRemedy Remedy { get; init; }

    /// <summary>Whether another token may help: one is asked for before the owner is.</summary>
    public bool RenewsToken { get; init; }

    /// <summary>Whether the conversation is gone or unusable when this ended a session: the next one begins a new one.</summary>
    public bool ForgetsConversation { get; init; }

    /// <summary>Whether it may be over within the patience of a turn, so that speech waits for it.</summary>
    public bool IsPassing { get; init; }
}
