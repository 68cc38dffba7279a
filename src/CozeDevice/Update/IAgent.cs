namespace CozeDevice.Update;

/// <summary>The agent on this board, seen from outside.</summary>
internal interface IAgent
{
    /// <summary>How it is now. Never throws because of the agent.</summary>
    Task<AgentLook> LookAsync(CancellationToken cancellationToken);

    /// <summary>Has it show that an update is being installed; zero takes it back. An agent that does not answer is none.</summary>
    Task ShowUpdatingAsync(TimeSpan limit);

    /// <summary>Starts it again, also when it had given up.</summary>
    Task RestartAsync();

    /// <summary>Whether the installed program starts at all.</summary>
    Task<bool> StartsAsync(CancellationToken cancellationToken);

    /// <summary>What the installed program's doctor finds, or null when it has none. One that cannot say is a failed check.</summary>
    Task<IReadOnlyList<DoctorCheck>?> ExamineAsync(CancellationToken cancellationToken);
}
