namespace CozeDevice.Update;

/// <summary>How far an update is. Written to the disk before each phase begins.</summary>
internal enum UpdatePhase
{
    /// <summary>None is under way.</summary>
    Idle,

    /// <summary>The new version is being installed.</summary>
    Installing,

    /// <summary>The new version is installed and has to show that it works.</summary>
    Checking,

    /// <summary>The former version is being installed again.</summary>
    RollingBack,
}

/// <summary>How a phase ended.</summary>
internal enum PhaseOutcome
{
    /// <summary>It did what it was for.</summary>
    Succeeded,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>Nobody knows: the power was cut, or the updater was ended.</summary>
    Cut,
}

/// <summary>What came of an update.</summary>
internal enum UpdateVerdict
{
    /// <summary>The new version runs.</summary>
    Updated,

    /// <summary>The former version is back.</summary>
    RolledBack,

    /// <summary>The former version could not be installed either; the next start tries again.</summary>
    Stuck,
}
