namespace CozeDevice.Tools;

/// <summary>One argument of a tool.</summary>
/// <param name="Name">The member of the arguments object.</param>
/// <param name="Type">What it is.</param>
/// <param name="Description">One line for the model.</param>
/// <param name="Required">Whether a call without it is refused.</param>
public sealed record ToolParameter(string Name, ToolType Type, string Description, bool Required = false)
{
    /// <summary>The least number, or null.</summary>
    public double? Least { get; init; }

    /// <summary>The most, or null.</summary>
    public double? Most { get; init; }

    /// <summary>The texts that are right; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
