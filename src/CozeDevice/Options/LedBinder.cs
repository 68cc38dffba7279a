using System.Globalization;
using CozeDevice.Panel;

namespace CozeDevice.Options;

/// <summary>Builds the options of the LED.</summary>
internal static class LedBinder
{
    private const string Section = "Led:";

    /// <summary>The options, from settings that are all right.</summary>
    /// <param name="loaded">Every setting.</param>
    public static LedOptions Build(LoadedConfiguration loaded)
    {
        LedKind kind = Enum.Parse<LedKind>(Text("Kind"), ignoreCase: true);
        return new()
        {
            Kind = kind,
            IsDefault = IsDefault("Kind") && IsDefault("Line"),
            Chip = Value("Chip"),
            Lines = kind == LedKind.Rgb ? [Text("LineRed"), Text("LineGreen"), Text("LineBlue")] : [Text("Line")],
            ActiveLow = Text("ActiveLow") == "true",
            Names = LedRules.Split(Text("Name")),
            Channels = [.. LedRules.Split(Text("Channel")).Select(channel => int.Parse(channel, CultureInfo.InvariantCulture))],
            Device = Text("Device"),
            Count = Integer("Count"),
            PowerLine = Value("PowerLine"),
            Light = new LedSettings { Brightness = Integer("Brightness"), Ready = Integer("Ready") },
        };

        bool IsDefault(string key) => loaded.Find(Section + key)?.Origin.Kind == OriginKind.Default;
        string? Value(string key) => loaded.Find(Section + key)?.Value;
        string Text(string key) => Value(key) ?? throw new InvalidOperationException($"{Section}{key} has neither a value nor a default.");
        int Integer(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);
    }

    /// <summary>The options, even when something else is wrong: an LED can be tried before there is a bot.</summary>
    /// <param name="loaded">Every setting.</param>
    /// <param name="errors">What concerns the LED, or a file as a whole.</param>
    /// <returns>The options, or null when there are errors.</returns>
    public static LedOptions? Alone(LoadedConfiguration loaded, out IReadOnlyList<ConfigurationError> errors)
    {
        errors = [.. loaded.Errors.Where(error =>
            error.Key is null or OptionCatalog.Board || error.Key.StartsWith(Section, StringComparison.OrdinalIgnoreCase))];
        return errors.Count == 0 ? Build(loaded) : null;
    }
}
