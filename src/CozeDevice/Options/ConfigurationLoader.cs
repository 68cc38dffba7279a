using CozeDevice.Naming;

namespace CozeDevice.Options;

/// <summary>Loads all layers, checks every value, and reports everything that is wrong at once.</summary>
internal static class ConfigurationLoader
{
    private const int MaxNameLength = 64;
    private const int CloseDistance = 3;
    private const string Schema = "$schema";

    /// <summary>Loads the configuration. Never throws for what people write.</summary>
    public static LoadedConfiguration Load(ConfigurationRequest request)
    {
        var errors = new List<ConfigurationError>();
        var winners = new Dictionary<OptionKey, Setting>();
        List<Setting> written = [.. Layers(request, errors)];
        foreach (var setting in BoardOf(written, request, errors).Concat(written))
        {
            if (OptionCatalog.Find(setting.Path) is not { } key)
            {
                if (!IsHarmless(setting)) errors.Add(Unknown(setting));
            }
            else if (IsTokenInTheOpen(key, setting))
            {
                errors.Add(new(setting.Origin.Text, key.Path, TokenRefusal));
            }
            else if (setting.Kind == SettingKind.Null)
            {
                winners.Remove(key);
            }
            else
            {
                winners[key] = setting;
            }
        }

        return OptionsBinder.Bind(winners, request.Environment, errors);
    }

    private const string TokenRefusal =
        "is refused here, where other users can read it; use a credential, Auth:TokenFile or COZE_API_TOKEN";

    private static IEnumerable<Setting> Layers(ConfigurationRequest request, List<ConfigurationError> errors)
    {
        foreach (var file in Files(request))
        {
            foreach (var setting in JsonSettings.Read(file, errors)) yield return setting;
        }

        foreach (var setting in EnvironmentSettings.Read(request.Environment, errors)) yield return setting;
        foreach (var setting in CommandLineSettings.Read(request.Sets, errors)) yield return setting;
        if (request.Board is { } board)
            yield return new(OptionCatalog.Board, SettingKind.Untyped, board, SettingOrigin.BoardOption);
    }

    // Which board it is may be written in any layer; what it sets stands below them all.
    private static IReadOnlyList<Setting> BoardOf(
        List<Setting> written, ConfigurationRequest request, List<ConfigurationError> errors)
    {
        var named = written.LastOrDefault(setting =>
            string.Equals(setting.Path, OptionCatalog.Board, StringComparison.OrdinalIgnoreCase));
        if (named is not { Kind: SettingKind.Text or SettingKind.Untyped, Text.Length: > 0 }) return [];
        if (request.Boards.Find(named.Text, errors) is { } profile) return profile.Settings;
        errors.Add(request.Boards.Unknown(named));
        return [];
    }

    private static List<string> Files(ConfigurationRequest request)
    {
        if (request.File is not null) return [request.File];
        var files = new List<string>();
        var main = Path.Combine(request.Directory, "cozedevice.json");
        if (File.Exists(main)) files.Add(main);
        var dropIns = Path.Combine(request.Directory, "conf.d");
        if (Directory.Exists(dropIns))
        {
            files.AddRange(Directory.GetFiles(dropIns, "*.json")
                .Where(file => !Path.GetFileName(file).StartsWith('.'))
                .Order(StringComparer.Ordinal));
        }

        return files;
    }

    private static bool IsTokenInTheOpen(OptionKey key, Setting setting) =>
        key.IsSecret && setting.Origin.Kind != OriginKind.File && setting.Kind != SettingKind.Null;

    // An editor's schema reference, and a section that was emptied with null.
    private static bool IsHarmless(Setting setting) =>
        setting.Path == Schema
        || (setting.Kind == SettingKind.Null
            && OptionCatalog.Sections.Contains(setting.Path, StringComparer.OrdinalIgnoreCase));

    private static ConfigurationError Unknown(Setting setting)
    {
        var written = setting.Path.Length <= MaxNameLength ? setting.Path : setting.Path[..MaxNameLength];
        return new(
            setting.Origin.Text, Printable.Name(written), $"is not a known key; did you mean {Nearest(written)}?");
    }

    private static string Nearest(string written)
    {
        foreach (var key in OptionCatalog.Keys)
            if (written.StartsWith(key.Path + ":", StringComparison.OrdinalIgnoreCase)) return key.Path;
        var nearest = NearestName.Find(written, OptionCatalog.Keys.Select(key => key.Path), out var distance);
        // Without a section it is the name that counts: BotId is not Board.
        if (distance <= CloseDistance && written.Contains(':', StringComparison.Ordinal)) return nearest;
        var name = written[(written.LastIndexOf(':') + 1)..];
        var sameName = OptionCatalog.Keys
            .Select(key => (key.Path, Edits: NearestName.Distance(name, key.Name)))
            .MinBy(candidate => candidate.Edits);
        return sameName.Edits < distance ? sameName.Path : nearest;
    }
}
