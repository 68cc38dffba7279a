namespace CozeDevice.Linux.Posix;

/// <summary>Whether the memory of the process may be swapped out.</summary>
public enum MemoryLockOutcome
{
    /// <summary>Nobody asked, or not yet.</summary>
    Off,

    /// <summary>Every page stays in RAM once it was touched.</summary>
    Locked,

    /// <summary>Not allowed for all of it, so not asked for.</summary>
    Limited,

    /// <summary>The kernel refused.</summary>
    Refused,
}
