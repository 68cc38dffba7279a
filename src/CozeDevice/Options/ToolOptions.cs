using CozeDevice.Tools;

namespace CozeDevice.Options;

/// <summary>Section <c>Tools</c>.</summary>
internal sealed record ToolOptions
{
    /// <summary>The only tools that may be called; null for all.</summary>
    public IReadOnlyList<string>? Allow { get; init; }

    /// <summary>Those of the configuration.</summary>
    public IReadOnlyList<UserTool> User { get; init; } = [];

    /// <summary>What happens to an answer that is a command.</summary>
    public AnswerCommandMode AnswerCommands { get; init; }

    /// <summary>Whether a tool may be called.</summary>
    /// <param name="name">Its name.</param>
    public bool Allows(string name) => Allow is null || Allow.Contains(name);
}
