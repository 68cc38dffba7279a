namespace CozeDevice.Options;

/// <summary>Section <c>Control</c>.</summary>
internal sealed record ControlOptions
{
    /// <summary>Path of the Unix socket.</summary>
    public required string Socket { get; init; }
}
