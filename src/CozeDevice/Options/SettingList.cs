using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CozeDevice.Options;

/// <summary>Lists of texts as one text: a JSON array. In a variable or on the command line a single word may stand alone.</summary>
internal static class SettingList
{
    /// <summary>Writes a list.</summary>
    public static string Write(IEnumerable<string> items)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var item in items) json.WriteStringValue(item);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a list.</summary>
    /// <returns>The items, or null when it is no list of texts.</returns>
    public static IReadOnlyList<string>? Read(string text)
    {
        if (!text.StartsWith('[')) return [text];
        try
        {
            using var document = JsonDocument.Parse(text);
            var items = new List<string>();
            foreach (var item in document.RootElement.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.String) return null;
                items.Add(item.GetString()!);
            }

            return items;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
