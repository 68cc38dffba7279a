using CozeDevice.Naming;

namespace CozeDevice.Options;

/// <summary>Reads <c>COZEDEVICE_Section__Key</c> from the environment.</summary>
internal static class EnvironmentSettings
{
    private const string Prefix = "COZEDEVICE_";
    private const string Separator = "__";
    private const int TypoDistance = 2;

    /// <summary>The settings, ordered by the name of the variable.</summary>
    public static IReadOnlyList<Setting> Read(
        IReadOnlyDictionary<string, string> environment, List<ConfigurationError> errors)
    {
        var found = new List<Setting>();
        foreach (var (name, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var written = name[Prefix.Length..];
            if (written.Contains(Separator, StringComparison.Ordinal) || OptionCatalog.Find(written) is not null)
                found.Add(ToSetting(name, written, value));
            else if (MistypedKey(written) is { } meant)
                errors.Add(new(name, null, $"is not a known variable; did you mean {meant}?"));
        }

        return found;
    }

    private static Setting ToSetting(string name, string written, string value) =>
        new(
            written.Replace(Separator, ":", StringComparison.Ordinal),
            value.Length == 0 ? SettingKind.Null : SettingKind.Untyped,
            value,
            SettingOrigin.Variable(name));

    // Other variables with our prefix are none of our business, unless one is nearly a setting.
    private static string? MistypedKey(string written)
    {
        var names = OptionCatalog.Keys.Select(key => key.Path.Replace(":", Separator, StringComparison.Ordinal));
        var nearest = NearestName.Find(written, names, out var distance);
        return distance <= TypoDistance ? Prefix + nearest : null;
    }
}
