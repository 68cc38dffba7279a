namespace CozeDevice.Update;

/// <summary>What a channel means for this board.</summary>
internal enum OfferKind
{
    /// <summary>Nothing newer than what is installed.</summary>
    None,

    /// <summary>A newer version, for this board.</summary>
    Available,

    /// <summary>A newer version, for other boards first.</summary>
    NotYet,

    /// <summary>A newer version that was installed before and taken back.</summary>
    TakenBack,
}

/// <summary>An offer to this board.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Package">The package for this board, with every kind but <see cref="OfferKind.None"/>.</param>
internal sealed record Offer(OfferKind Kind, ChannelPackage? Package)
{
    /// <summary>Decides. Pure.</summary>
    /// <param name="channel">What is offered.</param>
    /// <param name="installed">What is there.</param>
    /// <param name="board">The id of the board.</param>
    /// <param name="takenBack">The version that was taken back last, or null.</param>
    /// <exception cref="UpdateException">There is a newer version, and this board cannot take it.</exception>
    public static Offer Of(Channel channel, InstalledPackage installed, string board, string? takenBack)
    {
        if (DebianVersion.Compare(channel.Version, installed.Version) <= 0) return new(OfferKind.None, null);
        if (channel.Minimum is { } minimum && DebianVersion.Compare(installed.Version, minimum) < 0)
        {
            throw new UpdateException(
                UpdateProblem.MinimumVersion, $"version {channel.Version} needs at least {minimum} before it, and {installed.Version} is installed; install {minimum} first");
        }

        var package = channel.Packages.FirstOrDefault(package => package.Architecture == installed.Architecture)
            ?? throw new UpdateException(UpdateProblem.NoPackage, $"version {channel.Version} has no package for {installed.Architecture}");
        if (channel.Version == takenBack) return new(OfferKind.TakenBack, package);
        return new(Rollout.Includes(channel, board) ? OfferKind.Available : OfferKind.NotYet, package);
    }
}
