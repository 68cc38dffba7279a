namespace CozeDevice.Options;

/// <summary>The languages prompts are spoken in.</summary>
internal static class PromptLanguage
{
    private const string English = "en";
    private const string Chinese = "zh";

    // In the order of setlocale(3).
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [English, Chinese];

    /// <summary>The language of this system, English if it is none of ours.</summary>
    public static string Of(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var variable in Variables)
        {
            if (environment.GetValueOrDefault(variable) is { Length: > 0 } locale)
                return locale.StartsWith(Chinese, StringComparison.OrdinalIgnoreCase) ? Chinese : English;
        }

        return English;
    }
}
