using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>The members of a JSON object of a request, read with the checks that the documentation states.</summary>
/// <remarks>A member that is <c>null</c> counts as absent: one SDK writes every unset member so.</remarks>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;
    private readonly string _path;

    private JsonFields(JsonElement element, string path)
    {
        _object = element;
        _path = path;
    }

    /// <summary>An object without members.</summary>
    internal static JsonFields Empty { get; } = Parse("{}"u8);

    /// <summary>Reads an object.</summary>
    /// <exception cref="ApiException">The text is not a JSON object.</exception>
    internal static JsonFields Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var root = JsonElement.Parse(utf8);
            if (root.ValueKind == JsonValueKind.Object && JsonTexts.AreWhole(root)) return new JsonFields(root, "");
        }
        catch (JsonException)
        {
            // Answered below; the parser's own words say nothing about the field.
        }

        throw new ApiException(ErrorCode.BadParameter, "The request body is invalid. It should be a JSON object.");
    }

    /// <summary>The failure of one member, named by its whole path.</summary>
    internal ApiException Invalid(string name, string rule) => ApiException.Parameter(_path + name, rule);

    /// <summary>A text.</summary>
    internal string? Text(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw Invalid(name, "It should be a string.");
    }

    /// <summary>A text of limited length, counted in characters.</summary>
    internal string? Text(string name, int maxLength)
    {
        var text = Text(name);
        return text is null || CountRunes(text) <= maxLength
            ? text
            : throw Invalid(name, $"It should have at most {maxLength} characters.");
    }

    /// <summary>A text that must be there and not empty.</summary>
    internal string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Invalid(name, "It is required.");

    /// <summary>One of some words.</summary>
    internal string? Choice(string name, params ReadOnlySpan<string> allowed)
    {
        if (Text(name) is not { } text) return null;
        foreach (var word in allowed)
        {
            if (text == word) return text;
        }

        throw Invalid(name, $"It should be one of: {string.Join(", ", allowed!).TrimStart(',', ' ')}.");
    }

    /// <summary>A whole number in a range.</summary>
    internal int? Integer(string name, int min, int max)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= min && number <= max
            ? number
            : throw Invalid(name, $"It should be an integer from {min} to {max}.");
    }

    /// <summary>A number in a range.</summary>
    internal double? Number(string name, double min, double max)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number
            && number >= min && number <= max
            ? number
            : throw Invalid(name, FormattableString.Invariant($"It should be a number from {min} to {max}."));
    }

    /// <summary>A whole number of any size, such as a time stamp.</summary>
    internal long? LargeInteger(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw Invalid(name, "It should be an integer.");
    }

    /// <summary>A truth value.</summary>
    internal bool? Boolean(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Invalid(name, "It should be true or false."),
    };

    /// <summary>An inner object.</summary>
    internal JsonFields? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Object
            ? new JsonFields(value, $"{_path}{name}.")
            : throw Invalid(name, "It should be an object.");
    }

    /// <summary>A list of objects; absent is empty.</summary>
    internal List<JsonFields> Objects(string name)
    {
        var items = new List<JsonFields>();
        foreach (var item in Items(name))
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw Invalid($"{name}[{items.Count}]", "It should be an object.");
            items.Add(new JsonFields(item, $"{_path}{name}[{items.Count}]."));
        }

        return items;
    }

    /// <summary>A list of texts; absent is empty.</summary>
    internal List<string> Texts(string name)
    {
        var items = new List<string>();
        foreach (var item in Items(name))
        {
            if (item.ValueKind != JsonValueKind.String)
                throw Invalid($"{name}[{items.Count}]", "It should be a string.");
            items.Add(item.GetString()!);
        }

        return items;
    }

    /// <summary>The names of all members.</summary>
    internal IEnumerable<string> Names() => _object.EnumerateObject().Select(static member => member.Name);

    /// <summary>The length of a text in characters as a person counts them.</summary>
    internal static int CountRunes(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    private JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement.ArrayEnumerator Items(string name)
    {
        if (Find(name) is not { } value) return default;
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw Invalid(name, "It should be a list.");
    }
}
