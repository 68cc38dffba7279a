namespace CozeDevice.Protocol;

/// <summary>What an error code asks of the device. The machine and the link decide by class, not by number.</summary>
public enum ErrorClass
{
    /// <summary>Means nothing here: count it and go on.</summary>
    Ignore,

    /// <summary>This turn or request failed; the session is good. End the turn and say so.</summary>
    Turn,

    /// <summary>The service cannot serve now. End the turn; while configuring, the normal back-off applies.</summary>
    Retry,

    /// <summary>The session is over by the service's decision, for no fault: dial again when needed.</summary>
    Fatal,

    /// <summary>The credentials or their rights are refused: renew the token, then retry on the slow schedule.</summary>
    Auth,

    /// <summary>The account has nothing left to spend: offline with reason <c>account</c>, slow schedule.</summary>
    Account,

    /// <summary>A person has to change the configuration of the device or the agent.</summary>
    Configuration,
}
