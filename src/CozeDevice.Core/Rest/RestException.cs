using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>A call that did not succeed. The message is one line with code, meaning, hint and log id, and holds no
/// token.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">One line for people.</param>
/// <param name="inner">The cause, if any.</param>
internal sealed class RestException(RestFailure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    internal RestFailure Failure { get; } = failure;

    /// <summary>The service's code (protocol §9), 0 where it gave none.</summary>
    internal int Code { get; init; }

    /// <summary>The HTTP status, 0 where there was no answer.</summary>
    internal int Status { get; init; }

    /// <summary>What support asks for, or null.</summary>
    internal string? LogId { get; init; }

    /// <summary>How long the service asks to wait, or null.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>What is wrong with the request, where it was not sent.</summary>
    internal IReadOnlyList<ConfigProblem> Problems { get; init; } = [];

    /// <summary>Whether the token was refused; nothing was done then, whatever the call.</summary>
    internal bool IsTokenRefused => Failure == RestFailure.Refused && (Status == 401 || Code is 401 or 4100 or 700012006);

    /// <summary>Whether the same call may succeed a little later.</summary>
    internal bool IsPassing => Failure switch
    {
        RestFailure.NotConnected or RestFailure.Network => true,
        RestFailure.Refused => Status is 408 or 429 or 502 or 503 or 504
            || (Status >= 500 && Code == 0)
            || (Code != ErrorCodes.ConversationNotFound && Code != 0 && ErrorCodes.Lookup(Code).Class == ErrorClass.Retry),
        _ => false,
    };

    /// <summary>A request that breaks its limits.</summary>
    internal static RestException Invalid(IReadOnlyList<ConfigProblem> problems) =>
        new(RestFailure.Invalid, string.Join("; ", problems)) { Problems = problems };
}
