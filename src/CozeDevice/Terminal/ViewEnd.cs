namespace CozeDevice.Terminal;

/// <summary>Why the live view ended.</summary>
internal enum ViewEnd
{
    /// <summary>The person left.</summary>
    Quit,

    /// <summary>The agent closed its socket.</summary>
    AgentGone,
}
