using System.Globalization;
using System.Text.Json;

namespace CozeDevice.Options;

/// <summary>Writes the catalog as a JSON Schema, so that editors complete and check a configuration file.</summary>
internal static class ConfigurationSchema
{
    /// <summary>Writes the schema as one object.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("title", "cozedevice.json");
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartObject("properties");
        json.WriteStartObject("$schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        foreach (var key in OptionCatalog.Keys)
            if (key.Section.Length == 0) WriteKey(json, key);
        foreach (var section in OptionCatalog.Sections)
        {
            json.WriteStartObject(section);
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartObject("properties");
            foreach (var key in OptionCatalog.Keys)
                if (key.Section == section) WriteKey(json, key);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, OptionKey key)
    {
        json.WriteStartObject(key.Name);
        json.WriteString(
            "description", key.WhenUnset is null ? key.Summary : $"{key.Summary} Not set: {key.WhenUnset}.");
        json.WriteStartArray("type");
        json.WriteStringValue(key.Type switch
        {
            OptionType.Integer => "integer",
            OptionType.Boolean => "boolean",
            OptionType.List => "array",
            _ => "string",
        });
        json.WriteStringValue("null");
        json.WriteEndArray();
        if (key.Type == OptionType.Integer)
        {
            json.WriteNumber("minimum", key.Min);
            json.WriteNumber("maximum", key.Max);
        }

        if (key.Type == OptionType.List)
        {
            json.WriteStartObject("items");
            json.WriteString("type", "string");
            json.WriteEndObject();
        }

        if (key.Choices.Count > 0)
        {
            json.WriteStartArray("enum");
            foreach (var choice in key.Choices) json.WriteStringValue(choice);
            json.WriteNullValue();
            json.WriteEndArray();
        }

        if (key.Default is not null) WriteDefault(json, key);
        json.WriteEndObject();
    }

    private static void WriteDefault(Utf8JsonWriter json, OptionKey key)
    {
        if (key.Type == OptionType.Integer)
            json.WriteNumber("default", int.Parse(key.Default!, CultureInfo.InvariantCulture));
        else if (key.Type == OptionType.Boolean)
            json.WriteBoolean("default", key.Default == "true");
        else
            json.WriteString("default", key.Default);
    }
}
