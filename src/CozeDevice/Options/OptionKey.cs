namespace CozeDevice.Options;

/// <summary>One key that can be configured: its type, its default and what is right for it.</summary>
/// <param name="Path"><c>Section:Key</c> or <c>Key</c>, as it is written.</param>
/// <param name="Type">What the value is.</param>
/// <param name="Default">The default as text, or null when there is none.</param>
/// <param name="Summary">One line for people.</param>
internal sealed record OptionKey(string Path, OptionType Type, string? Default, string Summary)
{
    /// <summary>The smallest integer.</summary>
    public int Min { get; init; } = int.MinValue;

    /// <summary>The largest integer.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>The least and the most number with a fraction.</summary>
    public (double Least, double Most) Range { get; init; } = (double.MinValue, double.MaxValue);

    /// <summary>The member of the service's messages that carries the value, as protocol §3 writes it; null when none does.</summary>
    public string? Field { get; init; }

    /// <summary>The words that are right, when only some are.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether the value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a list is a program and its arguments, of which only the first is checked.</summary>
    public bool IsProgram { get; init; }

    /// <summary>Whether the device cannot start without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What happens when nothing is configured and there is no default.</summary>
    public string? WhenUnset { get; init; }

    /// <summary>Says what is wrong with a non-empty text, or null.</summary>
    public Func<string, string?>? Check { get; init; }

    /// <summary>The part before the colon, empty for a key without a section.</summary>
    public string Section => Path[..Math.Max(0, Path.IndexOf(':', StringComparison.Ordinal))];

    /// <summary>The part after the colon.</summary>
    public string Name => Path[(Path.IndexOf(':', StringComparison.Ordinal) + 1)..];
}

/// <summary>What a value is.</summary>
internal enum OptionType
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number without a fraction.</summary>
    Integer,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A JSON number, with a fraction or without.</summary>
    Number,

    /// <summary>A JSON array of strings; in a variable or behind <c>--set</c> also words with commas between them.</summary>
    List,

    /// <summary>A JSON object whose members are strings.</summary>
    Map,

    /// <summary>A JSON object with members of any type.</summary>
    Object,
}
