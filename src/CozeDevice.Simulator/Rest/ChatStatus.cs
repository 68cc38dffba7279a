namespace CozeDevice.Simulator.Rest;

/// <summary>How far a chat is.</summary>
internal enum ChatStatus
{
    /// <summary>The agent is at work.</summary>
    InProgress,

    /// <summary>The client must call tools.</summary>
    RequiresAction,

    /// <summary>Answered.</summary>
    Completed,

    /// <summary>Not answered, an error says why.</summary>
    Failed,

    /// <summary>Stopped by the client.</summary>
    Canceled,
}
