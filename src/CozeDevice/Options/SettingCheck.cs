using System.Globalization;

namespace CozeDevice.Options;

/// <summary>Says what is wrong with one value, and what would be right.</summary>
internal static class SettingCheck
{
    /// <summary>The problem, or null. Never holds a secret.</summary>
    public static string? Problem(OptionKey key, Setting setting) => key.Type switch
    {
        OptionType.Integer => Integer(key, setting),
        OptionType.Boolean => Boolean(setting),
        OptionType.Number => Number(key, setting),
        OptionType.List => JsonValue.Problem(key.Type, setting) ?? Items(key, setting.Text),
        OptionType.Map or OptionType.Object =>
            JsonValue.Problem(key.Type, setting) ?? key.Check?.Invoke(JsonValue.Canonical(key.Type, setting.Text)),
        _ => Text(key, setting),
    };

    /// <summary>A right value in the spelling of the catalog.</summary>
    public static string Canonical(OptionKey key, string text)
    {
        if (key.Type == OptionType.Boolean) return text.ToLowerInvariant();
        if (key.Type == OptionType.Integer)
        {
            return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
        }

        if (key.Type == OptionType.Number)
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        if (key.Type is OptionType.List or OptionType.Map or OptionType.Object) return JsonValue.Canonical(key.Type, text);
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

    private static string? Number(OptionKey key, Setting setting)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"a number from {key.Range.Least} to {key.Range.Most}");
        if (setting.Kind == SettingKind.Text) return $"is text; it should be {range}, without quotes";
        return double.TryParse(setting.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= key.Range.Least && value <= key.Range.Most
            ? null
            : $"is {Printable.Value(setting.Text)}; it should be {range}";
    }

    // Where the check is for a program, what follows are its arguments.
    private static string? Items(OptionKey key, string text)
    {
        var items = JsonValue.List(JsonValue.Canonical(OptionType.List, text));
        if (items.Any(item => item.Contains('\0', StringComparison.Ordinal))) return "holds a zero character";
        if (key.IsProgram && items.Count == 0) return "is empty; it should be a program and its arguments";
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
        if (setting.Kind is SettingKind.Json) return "is a list or an object; it should be text, in quotes";
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
