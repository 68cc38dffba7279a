namespace CozeDevice.Rest;

/// <summary>Why a call did not succeed.</summary>
internal enum RestFailure
{
    /// <summary>It was not sent: a field or the body breaks a limit.</summary>
    Invalid,

    /// <summary>No connection was made, so nothing of it left this machine.</summary>
    NotConnected,

    /// <summary>The connection broke; whether the service acted on the call is unknown.</summary>
    Network,

    /// <summary>The deadline passed.</summary>
    Timeout,

    /// <summary>The service refused it, by a code or by an HTTP status.</summary>
    Refused,

    /// <summary>The answer is not what the service is documented to send.</summary>
    BadAnswer,
}
