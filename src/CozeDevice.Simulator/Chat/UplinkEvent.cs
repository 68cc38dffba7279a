using System.Text.Json;

namespace CozeDevice.Simulator.Chat;

/// <summary>One event from a client. Members may be missing, unknown or null.</summary>
/// <param name="Type">The <c>event_type</c>.</param>
/// <param name="Message">The whole message.</param>
internal readonly record struct UplinkEvent(string Type, JsonElement Message)
{
    /// <summary>Reads a text message.</summary>
    /// <exception cref="ProtocolException">It is not a JSON object with an <c>event_type</c>.</exception>
    internal static UplinkEvent Parse(ReadOnlyMemory<byte> text)
    {
        JsonElement message;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            message = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ProtocolException("the message is not valid JSON");
        }

        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new ProtocolException("the message is not a JSON object");
        }

        if (text.Span.IndexOf("\\u"u8) >= 0 && !JsonTexts.AreWhole(message))
        {
            throw new ProtocolException("the message holds half a surrogate pair");
        }

        if (message.TryGetProperty("data", out JsonElement data)
            && data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw new ProtocolException("data: must be an object");
        }

        return message.TryGetProperty("event_type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? new UplinkEvent(type.GetString()!, message)
            : throw new ProtocolException("event_type: required, a string");
    }

    /// <summary>The member <c>data</c> if it is an object, else an undefined element.</summary>
    internal JsonElement Data =>
        Message.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.Object ? data : default;

    /// <summary>A required string in <c>data</c>.</summary>
    /// <exception cref="ProtocolException">It is missing or not a string.</exception>
    internal string RequiredText(string name) =>
        Data.ValueKind == JsonValueKind.Object
        && Data.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ProtocolException($"data.{name}: required, a string");

    /// <summary>The audio of an append.</summary>
    /// <exception cref="ProtocolException">It is missing or not Base64.</exception>
    internal byte[] RequiredAudio()
    {
        _ = RequiredText("delta");
        return Data.GetProperty("delta").TryGetBytesFromBase64(out byte[]? audio)
            ? audio
            : throw new ProtocolException("data.delta: not valid padded Base64");
    }
}
