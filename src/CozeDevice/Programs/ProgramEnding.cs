namespace CozeDevice.Programs;

/// <summary>How a run of a program came to its end.</summary>
internal enum ProgramEnding
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>It did not start.</summary>
    NotStarted,

    /// <summary>At its limit of time.</summary>
    TimedOut,

    /// <summary>It wrote more than it may.</summary>
    TooLong,
}
