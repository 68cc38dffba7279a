namespace CozeDevice.Account;

/// <summary>The steps of storing a login, in order. Tests cut the power at each.</summary>
internal enum LoginStep
{
    /// <summary>The new file is there, with room for the answer; the service was not asked yet.</summary>
    Prepared,

    /// <summary>The answer is there; nothing of it is written.</summary>
    Answered,

    /// <summary>The new file is written, but may not be on the disk.</summary>
    Written,

    /// <summary>The new file is on the disk under its own name.</summary>
    Synced,

    /// <summary>It has the place of the old one, but the directory may not be on the disk.</summary>
    Renamed,

    /// <summary>Everything is on the disk.</summary>
    Done,
}
