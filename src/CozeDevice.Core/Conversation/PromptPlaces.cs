namespace CozeDevice.Conversation;

/// <summary>Where the spoken prompts lie: one WAV file per reason, named after it (<c>muted.wav</c>).</summary>
/// <param name="Overrides">Directories of the owner, the first that has a usable file wins. None need exist.</param>
/// <param name="Shipped">The directory that comes with the program.</param>
public sealed record PromptPlaces(IReadOnlyList<string> Overrides, string Shipped)
{
    private const string Folder = "Prompts";

    /// <summary>The places for a language.</summary>
    /// <param name="directory">The owner's directory; its folder named after the language goes before it.</param>
    /// <param name="language"><c>en</c> or <c>zh</c>.</param>
    /// <param name="program">The directory of the program.</param>
    public static PromptPlaces For(string directory, string language, string program) =>
        new([Path.Combine(directory, language), directory], Path.Combine(program, Folder, language));
}
