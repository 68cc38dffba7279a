namespace CozeDevice.Update;

/// <summary>What a vendor offers: the content of a channel file whose signature is right.</summary>
/// <param name="Name">Such as <c>stable</c>; it never changes for one address.</param>
/// <param name="Date">When it was signed.</param>
/// <param name="Expires">When it is no longer believed.</param>
/// <param name="Version">The version offered.</param>
/// <param name="Rollout">How many of a hundred boards get it, 0 to 100, with a fraction.</param>
/// <param name="Packages">Its package, by architecture.</param>
internal sealed record Channel(
    string Name, DateTimeOffset Date, DateTimeOffset Expires, string Version, double Rollout, IReadOnlyList<ChannelPackage> Packages)
{
    /// <summary>The oldest installed version that may take this one, or null for every one.</summary>
    public string? Minimum { get; init; }

    /// <summary>What is new, for people; may be empty.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Packages of versions before, so that a board without its own has a way back.</summary>
    public IReadOnlyList<ChannelPackage> Former { get; init; } = [];
}

/// <summary>A package a vendor signed for.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">Debian's word: <c>all</c>, <c>arm64</c>, <c>amd64</c>.</param>
/// <param name="File">Its name; it lies beside the channel file.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower case hexadecimal.</param>
internal sealed record ChannelPackage(string Version, string Architecture, string File, long Size, string Sha256);
