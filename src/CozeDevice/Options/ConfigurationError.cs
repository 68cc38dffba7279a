namespace CozeDevice.Options;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Origin">Where: <c>file:line</c>, the name of a variable, <c>--set</c>.</param>
/// <param name="Key">The key, or null when it is about a file.</param>
/// <param name="Problem">What is wrong and what would be right. Never holds a secret.</param>
internal sealed record ConfigurationError(string Origin, string? Key, string Problem)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => Key is null ? $"{Origin}: {Problem}" : $"{Origin}: {Key} {Problem}";
}
