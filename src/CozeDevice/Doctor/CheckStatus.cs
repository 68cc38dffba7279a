namespace CozeDevice.Doctor;

/// <summary>How a check ended. The words in lower case are a contract with scripts.</summary>
internal enum CheckStatus
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It works, and could be better.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It was not looked at; the finding says why.</summary>
    Skipped,
}
