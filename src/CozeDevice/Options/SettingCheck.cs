using System.Globalization;

namespace CozeDevice.Options;

/// <summary>Says what is wrong with one value, and what would be right.</summary>
internal static class SettingCheck
{
    /// <summary>The problem, or null. Never holds a secret.</summary>
    public static string? Problem(OptionKey key, Setting setting) => key.Type switch
    {
        OptionType.List => List(key, setting),
        _ when setting.Kind == SettingKind.List => "is a list; it should be one value",
        OptionType.Integer => Integer(key, setting),
        OptionType.Boolean => Boolean(setting),
        _ => Text(key, setting),
    };

    /// <summary>A right value in the spelling of the catalog.</summary>
    public static string Canonical(OptionKey key, string text)
    {
        if (key.Type == OptionType.Boolean) return text.ToLowerInvariant();
        if (key.Type == OptionType.List) return SettingList.Write(SettingList.Read(text)!);
        if (key.Type == OptionType.Integer)
        {
            return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
        }

        foreach (var choice in key.Choices)
            if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase)) return choice;
        return text;
    }

    private static string? Integer(OptionKey key, Setting setting)
    {
        var range = $"a whole number from {key.Min} to {key.Max}";
        if (setting.Kind == SettingKind.Text) return $"is text; it should be {range}, without quotes";
        if (setting.Kind == SettingKind.Boolean) return $"is {setting.Text}; it should be {range}";
        return int.TryParse(setting.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= key.Min && value <= key.Max
            ? null
            : $"is {Printable.Value(setting.Text)}; it should be {range}";
    }

    private static string? List(OptionKey key, Setting setting)
    {
        const string Right = "it should be a list of texts, [\"…\", \"…\"]";
        if (setting.Kind is SettingKind.Number or SettingKind.Boolean) return $"is {setting.Text}; {Right}";
        if (SettingList.Read(setting.Text) is not { Count: > 0 } items) return $"holds no texts; {Right}";
        if (items.Any(item => item.Contains('\0', StringComparison.Ordinal))) return "holds a zero character";
        // Where the check is for a program, what follows are its arguments.
        return items.Take(key.IsProgram ? 1 : items.Count)
            .Select(item => key.Check?.Invoke(item)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Boolean(Setting setting)
    {
        const string Right = "it should be true or false";
        if (setting.Kind == SettingKind.Text) return $"is text; {Right}, without quotes";
        return bool.TryParse(setting.Text, out _) ? null : $"is {Printable.Value(setting.Text)}; {Right}";
    }

    private static string? Text(OptionKey key, Setting setting)
    {
        if (setting.Kind is SettingKind.Number) return "is a number; it should be text, in quotes";
        if (setting.Kind is SettingKind.Boolean) return "is true or false; it should be text, in quotes";
        if (key.Choices.Count > 0)
        {
            return key.Choices.Contains(setting.Text, StringComparer.OrdinalIgnoreCase)
                ? null
                : $"is {Printable.Value(setting.Text)}; it should be {string.Join(" or ", key.Choices)}";
        }

        if (setting.Text.Contains('\0', StringComparison.Ordinal)) return "holds a zero character";
        return key.Check?.Invoke(setting.Text);
    }
}
