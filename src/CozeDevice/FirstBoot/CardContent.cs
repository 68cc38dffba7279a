using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>What <c>cozedevice.txt</c> says.</summary>
/// <param name="Token">The token, or null when there is none.</param>
/// <param name="TokenLines">The lines that hold one, from 0.</param>
/// <param name="Settings">Values by key, with the line they stand on, from 1.</param>
/// <param name="Errors">Everything that is wrong, in the order of the lines.</param>
internal sealed record CardContent(
    string? Token,
    IReadOnlySet<int> TokenLines,
    IReadOnlyDictionary<OptionKey, (string Value, int Line)> Settings,
    IReadOnlyList<CardError> Errors)
{
    /// <summary>A file that says nothing, because it is wrong as a whole.</summary>
    public static CardContent Wrong(string problem) => new(null, new HashSet<int>(), new Dictionary<OptionKey, (string, int)>(), [new(0, problem)]);

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"CardContent({Settings.Count} settings, {Errors.Count} errors)";
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Problem">What is wrong and what would be right.</param>
internal sealed record CardError(int Line, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? Problem : $"line {Line}: {Problem}";
}
