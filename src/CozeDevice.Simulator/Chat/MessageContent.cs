using System.Text.Json;

namespace CozeDevice.Simulator.Chat;

/// <summary>The content of <c>conversation.message.create</c> (protocol §3.5).</summary>
internal static class MessageContent
{
    /// <summary>The words in a content, after checking its form.</summary>
    /// <exception cref="ProtocolException">It is not what its type says.</exception>
    internal static string TextOf(string contentType, string content) => contentType switch
    {
        "text" => content,
        "object_string" => TextOfParts(content),
        _ => throw new ProtocolException("data.content_type: must be one of text, object_string"),
    };

    private static string TextOfParts(string content)
    {
        JsonDocument parts;
        try
        {
            parts = JsonDocument.Parse(content);
        }
        catch (JsonException)
        {
            throw new ProtocolException("data.content: must be the JSON text of a list of parts");
        }

        using (parts)
        {
            if (parts.RootElement.ValueKind != JsonValueKind.Array || !JsonTexts.AreWhole(parts.RootElement))
            {
                throw new ProtocolException("data.content: must be the JSON text of a list of parts");
            }

            return string.Join(' ', parts.RootElement.EnumerateArray().Select(TextOfPart).ToArray());
        }
    }

    private static string TextOfPart(JsonElement part) => Text(part, "type") switch
    {
        "text" => Text(part, "text") ?? throw new ProtocolException("data.content[].text: required for type text"),
        "image" or "file" or "audio" => Text(part, "file_id") ?? Text(part, "file_url")
            ?? throw new ProtocolException("data.content[]: file_id or file_url is required"),
        _ => throw new ProtocolException("data.content[].type: must be one of text, image, file, audio"),
    };

    private static string? Text(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
