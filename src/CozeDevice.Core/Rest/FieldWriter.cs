using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Writes a request by its table: the JSON body and the query. What is null is left out.</summary>
internal static class FieldWriter
{
    // The receiver is a JSON parser, not a web page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON body; fields of one nested object stand together in the table.</summary>
    internal static byte[] Body<T>(IReadOnlyList<RestField<T>> fields, T request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            var open = new List<string>();
            json.WriteStartObject();
            foreach (var field in fields)
            {
                if (field.Place != FieldPlace.Body || field.Value(request) is not { } value)
                    continue;
                var path = field.Path.Split('.');
                Nest(json, open, path);
                json.WritePropertyName(path[^1]);
                Write(json, value);
            }
            Nest(json, open, [""]);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An address with its query.</summary>
    /// <param name="path">The path, without a query.</param>
    /// <param name="fields">The table; only fields of the query count.</param>
    /// <param name="request">The request.</param>
    internal static string Query<T>(string path, IReadOnlyList<RestField<T>> fields, T request)
    {
        var address = new StringBuilder(path);
        var separator = '?';
        foreach (var field in fields)
        {
            if (field.Place != FieldPlace.Query || field.Value(request) is not { } value)
                continue;
            address.Append(separator).Append(field.Path).Append('=').Append(Uri.EscapeDataString(Text(value)));
            separator = '&';
        }
        return address.ToString();
    }

    private static string Text(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private static void Nest(Utf8JsonWriter json, List<string> open, string[] path)
    {
        var common = 0;
        while (common < open.Count && common < path.Length - 1 && open[common] == path[common])
            common++;
        while (open.Count > common)
        {
            json.WriteEndObject();
            open.RemoveAt(open.Count - 1);
        }
        for (; open.Count < path.Length - 1; open.Add(path[open.Count]))
            json.WriteStartObject(path[open.Count]);
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case IReadOnlyDictionary<string, string> pairs:
                json.WriteStartObject();
                foreach (var (name, text) in pairs)
                    json.WriteString(name, text);
                json.WriteEndObject();
                break;
            case IReadOnlyDictionary<string, JsonElement> values:
                json.WriteStartObject();
                foreach (var (name, element) in values)
                {
                    json.WritePropertyName(name);
                    element.WriteTo(json);
                }
                json.WriteEndObject();
                break;
            case IReadOnlyList<RestMessage> messages:
                json.WriteStartArray();
                foreach (var message in messages)
                    RestMessageFormat.Write(json, message);
                json.WriteEndArray();
                break;
            case IReadOnlyList<ToolOutput> outputs:
                json.WriteStartArray();
                foreach (var output in outputs)
                {
                    json.WriteStartObject();
                    json.WriteString("tool_call_id"u8, output.ToolCallId);
                    json.WriteString("output"u8, output.Output);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                break;
        }
    }
}
