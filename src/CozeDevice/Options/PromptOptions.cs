namespace CozeDevice.Options;

/// <summary>Section <c>Prompts</c>.</summary>
internal sealed record PromptOptions
{
    /// <summary>Where files of the owner replace the shipped sounds: in a folder named after the language, then in itself.</summary>
    public required string Directory { get; init; }

    /// <summary><c>en</c> or <c>zh</c>.</summary>
    public required string Language { get; init; }
}
