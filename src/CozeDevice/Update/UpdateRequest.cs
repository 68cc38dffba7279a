namespace CozeDevice.Update;

/// <summary>What is asked of the updater.</summary>
/// <param name="Channel">Address or path of the channel file.</param>
/// <param name="PublicKey">The vendor's key, or the path of it.</param>
/// <param name="Board">The id of the board.</param>
/// <param name="HealthMinutes">How long a new version has to become well.</param>
/// <param name="ControlSocket">Where the agent listens.</param>
internal sealed record UpdateRequest(string Channel, string PublicKey, string Board, int HealthMinutes, string ControlSocket)
{
    /// <summary>Whether other boards need not go first.</summary>
    public bool IgnoresRollout { get; init; }

    /// <summary>Whether a version that was taken back is tried again.</summary>
    public bool TriesAgain { get; init; }
}

/// <summary>What a look at the channel found.</summary>
/// <param name="Installed">What is installed.</param>
/// <param name="Channel">What the vendor offers.</param>
/// <param name="Offer">What that means for this board.</param>
internal sealed record UpdateView(InstalledPackage Installed, Channel Channel, Offer Offer);
