namespace CozeDevice.Doctor;

/// <summary>Asks the running agent.</summary>
internal interface IAgentProbe
{
    /// <summary>What it says. Asked once, however often this is called.</summary>
    Task<AgentFacts> LookAsync();
}
