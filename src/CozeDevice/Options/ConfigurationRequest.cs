namespace CozeDevice.Options;

/// <summary>Which layers to load.</summary>
/// <param name="File">A file that replaces the default ones, or null.</param>
/// <param name="Sets"><c>Section:Key=Value</c>, in order.</param>
/// <param name="Environment">The environment.</param>
internal sealed record ConfigurationRequest(
    string? File, IReadOnlyList<string> Sets, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Where the default files are.</summary>
    public string Directory { get; init; } = "/etc/cozedevice";

    /// <summary>The board given with <c>--board</c>, or null. Wins over every other place that names one.</summary>
    public string? Board { get; init; }

    /// <summary>The profiles there are.</summary>
    public BoardProfiles Boards => new([Path.Combine(Directory, "boards"), BoardProfiles.Shipped]);
}
