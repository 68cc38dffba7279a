using System.Collections.Frozen;

namespace CozeDevice.Protocol;

/// <summary>The service's error codes as data (protocol §9).</summary>
public static class ErrorCodes
{
    /// <summary>A chat does not exist (any more); while configuring, neither does the conversation it was in.</summary>
    public const int ChatNotFound = 4001;

    /// <summary>The stored conversation does not exist (any more): drop its id, then go on as with
    /// <see cref="ErrorClass.Retry"/>.</summary>
    public const int ConversationNotFound = 4002;

    /// <summary>The context is full: <c>conversation.clear</c> helps.</summary>
    public const int PromptTooLong = 4010;

    /// <summary>The model failed: the same question may be answered the next time.</summary>
    public const int ModelError = 4013;

    /// <summary>The conversation already has a running chat: cancel it.</summary>
    public const int ChatRunning = 4016;

    /// <summary>The chat has ended already, so it cannot be cancelled.</summary>
    public const int CannotCancel = 4104;

    /// <summary>The service could not decode an Opus packet. The next utterance begins with a fresh encoder, as each does.</summary>
    public const int OpusDecodingFailed = 717990703;

    private const string Publish = "Publish the agent to the API channel and check Coze:BotId.";
    private const string Token = "Log in again, or check that the token is right and not expired.";
    private const string Rights = "Check that the token may use chat in the agent's space, and Coze:BotId.";
    private const string Pay = "The owner of the Coze account has to settle the bill.";
    private const string Credits = "The owner of the Coze account has to buy credits or wait for new ones.";
    private const string Model = "Try again; if it stays, choose another model for the agent.";
    private const string Wait = "Wait a little; the device tries again by itself.";
    private const string Upload = "Send another file.";

    private static readonly FrozenDictionary<int, ErrorInfo> Table = Index(
    [
        // Comments give the reason for a class where the page leaves room.
        new(0, "success", ErrorClass.Ignore, ""),
        // HTTP statuses that a gateway may repeat as a code.
        new(401, "unauthorized", ErrorClass.Auth, Token),
        new(403, "forbidden", ErrorClass.Auth, Rights),
        new(429, "too many requests", ErrorClass.Retry, Wait),
        new(500, "server error", ErrorClass.Retry, Wait),
        new(1109, "clone text mismatch", ErrorClass.Turn, "Read the given text aloud as it is."),
        new(3010, "text to speak too long", ErrorClass.Turn, "Shorten the text."),
        // On the socket it also means that the audio does not fit the declared format; the next session declares it
        // anew.
        new(4000, "bad parameter", ErrorClass.Turn, "Check the codec and the values under Coze in the configuration."),
        new(ChatNotFound, "chat not found", ErrorClass.Turn, ""),
        new(ConversationNotFound, "conversation not found", ErrorClass.Retry, "A new conversation is begun."),
        new(4003, "metadata over the limit", ErrorClass.Configuration, "Shorten the metadata."),
        new(4004, "too many additional messages", ErrorClass.Turn, ""),
        new(4005, "invalid message", ErrorClass.Turn, ""),
        new(4006, "agent not found", ErrorClass.Configuration, "Check Coze:BotId."),
        new(4007, "a reply without streaming needs history", ErrorClass.Configuration, "Let the history be saved."),
        new(4008, "daily limit reached", ErrorClass.Account, "Wait until tomorrow or raise the limit."),
        new(4009, "system at capacity", ErrorClass.Retry, Wait),
        new(PromptTooLong, "prompt too long", ErrorClass.Turn, "Clear the conversation."),
        new(4011, "token balance used up", ErrorClass.Account, Credits),
        new(4012, "invalid model", ErrorClass.Turn, Model),
        new(ModelError, "model error", ErrorClass.Turn, Model),
        new(4014, "not answerable", ErrorClass.Turn, "Ask in another way."),
        new(4015, "agent not published to the API", ErrorClass.Configuration, Publish),
        new(ChatRunning, "conversation already has a running chat", ErrorClass.Turn,
            "Use one conversation per device."),
        // Overdue like 4027, but the page asks for back-off: the service lifts it by itself.
        new(4019, "overdue", ErrorClass.Retry, Pay),
        new(4020, "requests per minute exceeded", ErrorClass.Retry, Wait),
        new(4021, "workflow not configured", ErrorClass.Configuration,
            "Configure the agent's workflow and publish it."),
        new(4022, "model overdue", ErrorClass.Retry, Pay),
        new(4027, "overdue payment", ErrorClass.Account, Pay),
        new(4028, "credits used up", ErrorClass.Account, Credits),
        new(4029, "closed for inactivity", ErrorClass.Fatal, ""),
        new(4100, "authentication invalid", ErrorClass.Auth, Token),
        new(4101, "no permission", ErrorClass.Auth, Rights),
        new(4102, "stopped by risk control", ErrorClass.Retry, Wait),
        // The reply had ended before the cancel arrived: what was wanted.
        new(CannotCancel, "chat cannot be cancelled", ErrorClass.Ignore, ""),
        new(4105, "sensitive content", ErrorClass.Turn, ""),
        // Devices renew the token on it, because a token of another space makes the agent invisible.
        new(4200, "resource not found", ErrorClass.Auth, Rights),
        new(4201, "member exists already", ErrorClass.Ignore, ""),
        new(4300, "upload empty", ErrorClass.Turn, Upload),
        new(4301, "more than one upload", ErrorClass.Turn, Upload),
        new(4302, "upload too large", ErrorClass.Turn, Upload),
        new(4303, "upload of a refused type", ErrorClass.Turn, Upload),
        new(4304, "upload invalid", ErrorClass.Turn, Upload),
        new(4314, "workflow run not found", ErrorClass.Turn, ""),
        new(4315, "workflow run finished", ErrorClass.Turn, ""),
        new(5000, "internal error", ErrorClass.Retry, "Wait a little; keep the log id if it stays."),
        new(700012006, "access token invalid", ErrorClass.Auth, Token),
        new(OpusDecodingFailed, "opus decoding failed", ErrorClass.Turn, "Try Audio:Codec pcm or g711a."),
    ]);

    /// <summary>Every known code, in no particular order.</summary>
    public static IReadOnlyList<ErrorInfo> All => Table.Values;

    /// <summary>What is known of a code. An unknown one ends the turn, no more: an error alone does not mean that the
    /// session is dead, and a service that thinks otherwise closes it.</summary>
    public static ErrorInfo Lookup(int code) =>
        Table.TryGetValue(code, out var known) ? known : new ErrorInfo(code, "unknown error", ErrorClass.Turn, "");

    private static FrozenDictionary<int, ErrorInfo> Index(ReadOnlySpan<ErrorInfo> rows)
    {
        var table = new Dictionary<int, ErrorInfo>(rows.Length);
        foreach (var row in rows)
            table.Add(row.Code, row);
        return table.ToFrozenDictionary();
    }
}
