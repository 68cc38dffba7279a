using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>Which parts of a configuration may be used though others are wrong. Pure.</summary>
internal static class Sections
{
    /// <summary>Why a check cannot use its part, or null when it can. A file that cannot be read is a part of everything.</summary>
    /// <param name="loaded">The configuration.</param>
    /// <param name="sections">Such as <c>Audio:</c>.</param>
    public static string? Problem(LoadedConfiguration loaded, params IReadOnlyList<string> sections)
    {
        foreach (var error in loaded.Errors)
        {
            if (error.Key is null or OptionCatalog.Board) return $"the configuration is wrong ({error.Origin})";
            foreach (var section in sections)
                if (error.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase)) return $"{error.Key} is wrong (see configuration)";
        }

        return null;
    }
}
