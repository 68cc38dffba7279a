using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Members that are left out when null.</summary>
internal static class OptionalMembers
{
    internal static void Optional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    internal static void Optional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    internal static void Optional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    internal static void Optional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } truth)
            json.WriteBoolean(name, truth);
    }

    internal static void Optional(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string>? values)
    {
        if (values is null)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    internal static void Optional(
        this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string>? pairs)
    {
        if (pairs is null)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    internal static void Optional(
        this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, JsonElement>? pairs)
    {
        if (pairs is null)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            json.WritePropertyName(key);
            value.WriteTo(json);
        }
        json.WriteEndObject();
    }

    /// <summary>A nested object, left out when null.</summary>
    internal static void Section<T>(
        this Utf8JsonWriter json, ReadOnlySpan<byte> name, T? section, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (section is null)
            return;
        json.WriteStartObject(name);
        write(json, section);
        json.WriteEndObject();
    }
}
