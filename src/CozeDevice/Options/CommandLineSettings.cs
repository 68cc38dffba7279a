namespace CozeDevice.Options;

/// <summary>Reads <c>--set Section:Key=Value</c>.</summary>
internal static class CommandLineSettings
{
    /// <summary>The settings in the order they were given.</summary>
    public static IReadOnlyList<Setting> Read(IReadOnlyList<string> sets, List<ConfigurationError> errors)
    {
        var found = new List<Setting>();
        for (var i = 0; i < sets.Count; i++)
        {
            var equals = sets[i].IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                // What was written is not repeated: it could be a token.
                errors.Add(new("--set", null, $"number {i + 1} should be Section:Key=Value"));
                continue;
            }

            var (path, value) = (sets[i][..equals].Trim(), sets[i][(equals + 1)..]);
            found.Add(new(
                path, value.Length == 0 ? SettingKind.Null : SettingKind.Untyped, value, SettingOrigin.CommandLine));
        }

        return found;
    }
}
