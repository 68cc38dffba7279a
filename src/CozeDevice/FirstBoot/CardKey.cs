using CozeDevice.Options;

namespace CozeDevice.FirstBoot;

/// <summary>A word a person may write in front of the equals sign.</summary>
/// <param name="Name">As it is told to people.</param>
/// <param name="Aliases">What else is understood, as <see cref="CardWord.Key"/> writes it.</param>
/// <param name="Read">The settings a value means, or what is wrong with it.</param>
internal sealed record CardKey(string Name, IReadOnlyList<string> Aliases, Func<string, CardKeyContext, CardReading> Read);

/// <summary>What a value is compared with.</summary>
/// <param name="Boards">The profiles there are.</param>
internal sealed record CardKeyContext(BoardProfiles Boards);

/// <summary>What a value means.</summary>
/// <param name="Settings">Keys of the catalog with values in their spelling.</param>
/// <param name="Problem">What is wrong and what would be right, or null. Never holds a secret.</param>
internal sealed record CardReading(IReadOnlyList<(OptionKey Key, string Value)> Settings, string? Problem = null)
{
    /// <summary>The access token, which is no setting.</summary>
    public string? Token { get; init; }

    /// <summary>The same for everything that means the same.</summary>
    public string Meaning => Token ?? string.Join('\n', Settings.Select(static setting => setting.Value));

    /// <summary>A value that is wrong.</summary>
    public static CardReading Wrong(string problem) => new([], problem);
}
