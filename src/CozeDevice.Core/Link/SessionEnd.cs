namespace CozeDevice.Link;

/// <summary>What kind of end a dial or a session had.</summary>
public enum SessionEndKind
{
    /// <summary>We ended it: shutdown, new configuration.</summary>
    Local,

    /// <summary>The peer closed, orderly or not.</summary>
    Closed,

    /// <summary>A deadline passed: dial, configuration, keep-alive or the answer to <c>complete</c>.</summary>
    Timeout,

    /// <summary>The upgrade was answered with another HTTP status.</summary>
    HttpRefused,

    /// <summary>The service sent an <c>error</c> event that ends the session.</summary>
    Rejected,

    /// <summary>The peer broke the rules: an oversized message, a flood.</summary>
    Protocol,

    /// <summary>The name was not resolved.</summary>
    Dns,

    /// <summary>No route, no interface, connection refused.</summary>
    Network,

    /// <summary>TLS failed.</summary>
    Tls,

    /// <summary>TLS failed because the clock of this board is wrong.</summary>
    Clock,
}

/// <summary>Why a session ended, or a dial failed. Exactly one per attempt.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Message">One line for people. Holds no secret.</param>
/// <param name="Code">Coze's error code, the HTTP status or the close code.</param>
/// <param name="LogId">Coze's log id, or null.</param>
public sealed record SessionEnd(SessionEndKind Kind, string Message, int? Code = null, string? LogId = null)
{
    /// <summary>Whether the session had been online.</summary>
    public bool WasOnline { get; init; }

    /// <summary>Whether it was healthy for 30 s or completed a turn: the back-off starts anew.</summary>
    public bool WasHealthy { get; init; }

    /// <summary>Whether it ended between the open socket and <c>chat.updated</c> with an <c>error</c> event.</summary>
    public bool WhileConfiguring { get; init; }

    /// <summary><c>Retry-After</c> of a refused upgrade, if given.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
