namespace CozeDevice.Link;

/// <summary>Why there is no session (design §6, <c>link.reason</c>).</summary>
public enum OfflineReason
{
    /// <summary>Not offline, or not known yet.</summary>
    None,

    /// <summary>No route or no interface: <c>no_network</c>.</summary>
    NoNetwork,

    /// <summary>The name was not resolved: <c>dns</c>.</summary>
    Dns,

    /// <summary>The TLS handshake failed: <c>tls</c>.</summary>
    Tls,

    /// <summary>The TLS handshake failed because this board's clock is wrong: <c>clock</c>.</summary>
    Clock,

    /// <summary>The service said no: <c>refused</c>.</summary>
    Refused,

    /// <summary>Credits, payment or quota: <c>account</c>.</summary>
    Account,

    /// <summary>Something that is not Coze answered: <c>captive_portal</c>.</summary>
    CaptivePortal,

    /// <summary>No answer in time: <c>timeout</c>.</summary>
    Timeout,

    /// <summary>The session was closed or broke: <c>closed</c>.</summary>
    Closed,
}
