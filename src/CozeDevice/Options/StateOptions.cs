namespace CozeDevice.Options;

/// <summary>Section <c>State</c>.</summary>
internal sealed record StateOptions
{
    /// <summary>Where the device remembers things, or null for the place the system has for it.</summary>
    public string? Directory { get; init; }
}
