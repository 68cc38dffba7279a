namespace CozeDevice.Simulator.Scenarios;

/// <summary>What answers <c>conversation.chat.cancel</c> when nothing runs. What the real service does is not known;
/// clients send it routinely without reported harm.</summary>
public enum IdleCancel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>conversation.chat.canceled</c>.</summary>
    Canceled,

    /// <summary><c>error</c> 4104, as on REST.</summary>
    Error,
}
