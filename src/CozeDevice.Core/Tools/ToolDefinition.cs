namespace CozeDevice.Tools;

/// <summary>A tool as the agent's author enters it in Coze's console: what it is called, does and takes.</summary>
/// <param name="Name">Letters, digits, <c>_</c> and <c>-</c>; at most 64.</param>
/// <param name="Description">One line for the model.</param>
/// <param name="Parameters">The arguments.</param>
public sealed record ToolDefinition(string Name, string Description, IReadOnlyList<ToolParameter> Parameters)
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 64;

    /// <summary>Whether a name can be a tool's.</summary>
    public static bool IsName(string name)
    {
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))
                return false;
        }
        return name.Length is > 0 and <= MaxName;
    }
}
