using CozeDevice.Naming;

namespace CozeDevice.Options;

/// <summary>Finds board profiles: one JSON file each, those of this board's owner before those that come with the program.</summary>
/// <param name="directories">Where they are, the first wins.</param>
internal sealed class BoardProfiles(IReadOnlyList<string> directories)
{
    private const string TitleKey = "Title";
    private const string Extension = ".json";

    /// <summary>The profiles that come with the program.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "boards");

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names =>
        [.. directories.Where(Directory.Exists).SelectMany(directory => Directory.GetFiles(directory, "*" + Extension))
            .Select(Path.GetFileNameWithoutExtension).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)!];

    /// <summary>Reads a profile.</summary>
    /// <param name="name">The name.</param>
    /// <param name="errors">Receives what is wrong with its file.</param>
    /// <returns>The profile, or null when there is none of this name.</returns>
    public BoardProfile? Find(string name, List<ConfigurationError> errors)
    {
        // The name is compared and never becomes a path by itself.
        if (!Names.Contains(name))
            return null;
        string file = directories.Select(directory => Path.Combine(directory, name + Extension)).First(File.Exists);
        var origin = new SettingOrigin(OriginKind.Board, $"board {name}", file);
        IReadOnlyList<Setting> written = JsonSettings.Read(file, errors);
        string title = written.FirstOrDefault(setting => setting.Path == TitleKey)?.Text ?? name;
        return new(name, title, file, [.. written.Where(setting => setting.Path != TitleKey).Select(setting => setting with { Origin = origin })]);
    }

    /// <summary>What is wrong with a name that no profile has.</summary>
    /// <param name="setting">Where it was written.</param>
    public ConfigurationError Unknown(Setting setting)
    {
        const int MaxTypos = 3;
        IReadOnlyList<string> names = Names;
        string problem = $"is {Printable.Value(setting.Text)}";
        if (names.Count == 0)
            return new(setting.Origin.Text, OptionCatalog.Board, $"{problem}, but there are no board profiles in {string.Join(" or ", directories)}");
        string nearest = NearestName.Find(setting.Text, names, out int edits);
        string hint = edits <= MaxTypos ? $"did you mean {nearest}? There are" : "it should be one of";
        return new(setting.Origin.Text, OptionCatalog.Board, $"{problem}; {hint} {string.Join(", ", names)}");
    }
}
