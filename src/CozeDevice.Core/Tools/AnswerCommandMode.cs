namespace CozeDevice.Tools;

/// <summary>What happens to an answer that is a command for a machine.</summary>
public enum AnswerCommandMode
{
    /// <summary>It is an answer like any other.</summary>
    Off,

    /// <summary>The tool runs; what the service speaks is heard.</summary>
    Run,

    /// <summary>The tool runs, and nothing more of the turn is heard.</summary>
    RunSilently,
}
