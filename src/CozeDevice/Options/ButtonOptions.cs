namespace CozeDevice.Options;

/// <summary>Section <c>Button</c>.</summary>
internal sealed record ButtonOptions
{
    /// <summary>The GPIO chip by label or path, or null to find the line by its name.</summary>
    public string? Chip { get; init; }

    /// <summary>The line by name (<c>GPIO17</c>) or offset, or null when there is no button (<c>none</c>).</summary>
    public string? Line { get; init; }

    /// <summary>Whether a pressed button pulls the line down.</summary>
    public required bool ActiveLow { get; init; }

    /// <summary>How long the contact must be quiet before an edge counts, in milliseconds.</summary>
    public required int DebounceMs { get; init; }
}
