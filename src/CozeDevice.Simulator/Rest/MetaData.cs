using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>The pairs a client attaches to a conversation, a chat or a message.</summary>
internal static class MetaData
{
    private const int MaxPairs = 16;
    private const int MaxKeyLength = 64;
    private const int MaxValueLength = 512;

    /// <summary>Reads <c>meta_data</c>.</summary>
    /// <exception cref="ApiException">Too many pairs, or one too long.</exception>
    internal static IReadOnlyList<KeyValuePair<string, string>> Read(JsonFields owner)
    {
        if (owner.Object("meta_data") is not { } map) return [];
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var key in map.Names())
        {
            var value = map.Text(key) ?? "";
            if (JsonFields.CountRunes(key) is < 1 or > MaxKeyLength
                || JsonFields.CountRunes(value) is < 1 or > MaxValueLength)
            {
                throw Invalid($"keys should have 1 to {MaxKeyLength} characters, values 1 to {MaxValueLength}");
            }

            pairs.Add(new(key, value));
        }

        return pairs.Count <= MaxPairs ? pairs : throw Invalid($"at most {MaxPairs} pairs are taken");
    }

    /// <summary>Writes the member <c>meta_data</c>.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        json.WriteStartObject("meta_data");
        foreach (var (key, value) in pairs) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static ApiException Invalid(string rule) => new(ErrorCode.BadMetaData, $"invalid meta_data: {rule}");
}
