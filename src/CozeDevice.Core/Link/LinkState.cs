namespace CozeDevice.Link;

/// <summary>State of the link (design §3).</summary>
public enum LinkState
{
    /// <summary>The program is starting. Deadline 10 s.</summary>
    Starting,

    /// <summary>No token, or it was refused. Retried every 5 min and on a press.</summary>
    NeedAuth,

    /// <summary>No session; a back-off is running.</summary>
    Offline,

    /// <summary>Dialling. Deadline 10 s.</summary>
    Connecting,

    /// <summary>The socket is open, <c>chat.updated</c> has not come. Deadline 5 s.</summary>
    Configuring,

    /// <summary><c>chat.updated</c> came: speech may be sent.</summary>
    Online,
}
