using CozeDevice.Conversation;

namespace CozeDevice.Doctor;

/// <summary>Whether an agent runs.</summary>
internal enum AgentState
{
    /// <summary>There is no socket.</summary>
    Absent,

    /// <summary>There is a socket and nobody behind it.</summary>
    Dead,

    /// <summary>This user may not use the socket.</summary>
    Forbidden,

    /// <summary>Something listens and does not answer.</summary>
    Silent,

    /// <summary>It answers.</summary>
    Answers,
}

/// <summary>What is known of the running agent.</summary>
/// <param name="State">Whether one runs.</param>
/// <param name="Status">What it said of itself, or null.</param>
internal sealed record AgentFacts(AgentState State, DeviceSnapshot? Status = null)
{
    /// <summary>Whether somebody probably has card, lines and LED.</summary>
    public bool Runs => State is AgentState.Forbidden or AgentState.Silent or AgentState.Answers;

    /// <summary>Whether the agent itself says that a part does not work.</summary>
    public bool Complains(string fault) => Status?.Faults.Contains(fault) == true;
}
