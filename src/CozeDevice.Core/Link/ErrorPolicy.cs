using System.Collections.Frozen;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>The one table of what an error does (protocol §9, design §3): a row per class, and rows for the codes that differ from
/// their class. The link, the conversation and, through them, LED and prompts follow it. Pure.</summary>
internal static class ErrorPolicy
{
    private static readonly ErrorReaction Ignore = new(ErrorClass.Ignore);
    private static readonly ErrorReaction Turn = new(ErrorClass.Turn) { EndsTurn = true };
    private static readonly ErrorReaction Retry = new(ErrorClass.Retry) { EndsTurn = true, IsPassing = true };
    private static readonly ErrorReaction Fatal = new(ErrorClass.Fatal) { EndsSession = true };

    private static readonly ErrorReaction Configuration = new(ErrorClass.Configuration)
    {
        EndsTurn = true,
        OwnerCanHelp = true,
    };

    private static readonly ErrorReaction Account = new(ErrorClass.Account)
    {
        Reason = OfflineReason.Account,
        EndsSession = true,
        EndsTurn = true,
        OwnerCanHelp = true,
    };

    private static readonly ErrorReaction Auth = new(ErrorClass.Auth)
    {
        State = LinkState.NeedAuth,
        Reason = OfflineReason.Refused,
        EndsSession = true,
        EndsTurn = true,
        OwnerCanHelp = true,
        RenewsToken = true,
    };

    private static readonly ErrorReaction Refused = Turn with { Reason = OfflineReason.Refused };
    private static readonly ErrorReaction Busy = Retry with { Reason = OfflineReason.Refused };
    private static readonly ErrorReaction Portal = Turn with { Reason = OfflineReason.CaptivePortal };

    // No right is not mended by another token of the same owner.
    private static readonly ErrorReaction Forbidden = Auth with { RenewsToken = false };

    private static readonly FrozenDictionary<int, ErrorReaction> Exceptions = new Dictionary<int, ErrorReaction>
    {
        [403] = Forbidden,
        // The declared format was lost or not understood: only a new session declares it anew.
        [4000] = Turn with { Remedy = ErrorRemedy.Redial },
        // In a session a chat that is gone is only a chat; while configuring the whole conversation is.
        [ErrorCodes.ChatNotFound] = Turn with { ForgetsConversation = true },
        [ErrorCodes.ConversationNotFound] = Retry with { EndsSession = true, ForgetsConversation = true },
        [ErrorCodes.PromptTooLong] = Turn with { Remedy = ErrorRemedy.ClearContext, ForgetsConversation = true },
        [ErrorCodes.ModelError] = Turn with { Remedy = ErrorRemedy.SendAgain },
        [ErrorCodes.ChatRunning] = Turn with { Remedy = ErrorRemedy.SendAgain },
        // The service lifts it by itself, but somebody has to pay.
        [4019] = Retry with { OwnerCanHelp = true, IsPassing = false },
        [4022] = Retry with { OwnerCanHelp = true, IsPassing = false },
    }.ToFrozenDictionary();

    /// <summary>What an <c>error</c> event or a failed chat does.</summary>
    /// <param name="code">Its code; an unknown one ends the turn.</param>
    public static ErrorReaction For(int code) =>
        Exceptions.TryGetValue(code, out ErrorReaction? own) ? own : Of(ErrorCodes.Lookup(code).Class);

    /// <summary>What an HTTP status at the upgrade does.</summary>
    /// <param name="status">Anything but 101.</param>
    public static ErrorReaction ForStatus(int status) => status switch
    {
        401 => Auth,
        403 => Forbidden,
        429 or (>= 500 and < 600) => Busy,
        >= 200 and < 400 => Portal,
        _ => Refused,
    };

    private static ErrorReaction Of(ErrorClass kind) => kind switch
    {
        ErrorClass.Ignore => Ignore,
        ErrorClass.Retry => Retry,
        ErrorClass.Fatal => Fatal,
        ErrorClass.Auth => Auth,
        ErrorClass.Account => Account,
        ErrorClass.Configuration => Configuration,
        _ => Turn,
    };
}
