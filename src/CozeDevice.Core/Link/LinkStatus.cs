namespace CozeDevice.Link;

/// <summary>The link as the conversation sees it.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">Why, when <see cref="LinkState.Offline"/> or <see cref="LinkState.NeedAuth"/>.</param>
/// <param name="Attempt">Number of the running or last attempt since the link was healthy; 0 when online.</param>
/// <param name="Code">Coze's code or the HTTP status behind the reason, or null.</param>
/// <param name="Message">One line for people, or null. Holds no secret.</param>
/// <param name="LogId">Coze's log id for support, or null.</param>
public sealed record LinkStatus(
    LinkState State,
    OfflineReason Reason = OfflineReason.None,
    int Attempt = 0,
    int? Code = null,
    string? Message = null,
    string? LogId = null)
{
    /// <summary>Whether an utterance could not be sent however long one waits: the owner must act. A service that is
    /// overloaded or broken (429, 5xx) may be back within the patience of a turn.</summary>
    public bool IsRefused => State == LinkState.NeedAuth
        || (State == LinkState.Offline && Reason is OfflineReason.Refused or OfflineReason.Account
            && !(Code is { } code && (ErrorPolicy.For(code).IsPassing || ErrorPolicy.ForStatus(code).IsPassing)));
}
