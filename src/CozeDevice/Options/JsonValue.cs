using System.Text;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Options;

/// <summary>Lists and maps as configuration values: their text is the JSON of it, without blanks.</summary>
internal static class JsonValue
{
    /// <summary>What is wrong with a text that is none.</summary>
    public const string NoText = "has an escape that is half a character (\\ud800 to \\udfff without its other half)";

    private const int MaxItems = 1_000;

    /// <summary>What is wrong with a value of the type, or null.</summary>
    /// <param name="type">A list, a map or an object.</param>
    /// <param name="setting">The value as written.</param>
    public static string? Problem(OptionType type, Setting setting)
    {
        if (type == OptionType.List && setting.Kind == SettingKind.Untyped && !setting.Text.TrimStart().StartsWith('['))
            return null; // words with commas between them
        string right = type == OptionType.List ? """["one","two"]""" : """{"name":"value"}""";
        if (setting.Kind is not (SettingKind.Json or SettingKind.Untyped))
            return $"should be {(type == OptionType.List ? "a list" : "an object")}: {right}";
        try
        {
            using JsonDocument document = JsonDocument.Parse(setting.Text);
            if (!JsonText.IsText(document.RootElement)) return NoText;
            return type == OptionType.List ? OfList(document.RootElement) : OfMap(type, document.RootElement);
        }
        catch (JsonException)
        {
            return $"is not valid JSON; it should look like {right}";
        }
    }

    /// <summary>A right value in one spelling.</summary>
    /// <param name="type">A list, a map or an object.</param>
    /// <param name="text">The value as written.</param>
    public static string Canonical(OptionType type, string text)
    {
        if (type == OptionType.List && !text.TrimStart().StartsWith('['))
            return Write(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        using JsonDocument document = JsonDocument.Parse(text);
        return Write(document.RootElement.WriteTo);
    }

    /// <summary>The words of a list.</summary>
    /// <param name="canonical">A value of <see cref="Canonical"/>.</param>
    public static IReadOnlyList<string> List(string canonical)
    {
        using JsonDocument document = JsonDocument.Parse(canonical);
        return [.. document.RootElement.EnumerateArray().Select(static item => item.GetString()!)];
    }

    /// <summary>The pairs of a map.</summary>
    /// <param name="canonical">A value of <see cref="Canonical"/>.</param>
    public static IReadOnlyDictionary<string, string> Map(string canonical)
    {
        using JsonDocument document = JsonDocument.Parse(canonical);
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
            pairs[member.Name] = member.Value.GetString()!;
        return pairs;
    }

    /// <summary>The members of an object.</summary>
    /// <param name="canonical">A value of <see cref="Canonical"/>.</param>
    public static IReadOnlyDictionary<string, JsonElement> Object(string canonical)
    {
        using JsonDocument document = JsonDocument.Parse(canonical);
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
            members[member.Name] = member.Value.Clone();
        return members;
    }

    private static string? OfList(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return """should be a list: ["one","two"]""";
        if (list.GetArrayLength() > MaxItems) return $"has {list.GetArrayLength()} entries; {MaxItems} is the most";
        int number = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            number++;
            if (item.ValueKind != JsonValueKind.String) return $"has something else than text as entry {number}; put it in quotes";
        }
        return null;
    }

    private static string? OfMap(OptionType type, JsonElement map)
    {
        if (map.ValueKind != JsonValueKind.Object) return """should be an object: {"name":"value"}""";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty member in map.EnumerateObject())
        {
            if (!seen.Add(member.Name)) return $"names {Printable.Value(member.Name)} twice";
            if (seen.Count > MaxItems) return $"has more than {MaxItems} members";
            if (type == OptionType.Map && member.Value.ValueKind != JsonValueKind.String)
                return $"has something else than text for {Printable.Value(member.Name)}; put it in quotes";
        }
        return null;
    }

    private static string Write(string[] words) => Write(json =>
    {
        json.WriteStartArray();
        foreach (string word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    });

    private static string Write(Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        // The value is shown to people: Chinese stays Chinese.
        var options = new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(bytes, options)) content(json);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
