using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CozeDevice.Tools;

/// <summary>What became of one call.</summary>
/// <param name="Output">JSON text for the model.</param>
/// <param name="Ok">Whether the tool did it.</param>
/// <param name="EndsTurn">Whether the turn is over with it.</param>
public readonly record struct ToolResult(string Output, bool Ok, bool EndsTurn = false)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An error result.</summary>
    /// <param name="code">A short word.</param>
    /// <param name="message">One line, or null.</param>
    public static ToolResult Error(string code, string? message = null) => new(
        Json(json =>
        {
            json.WriteString("error"u8, code);
            if (message is not null)
                json.WriteString("message"u8, message);
        }),
        Ok: false);

    /// <summary>The text of a JSON object.</summary>
    /// <param name="members">Writes its members.</param>
    public static string Json(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}
