using System.Buffers;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.State;

/// <summary>The content of <c>state.json</c>.</summary>
internal static class StateJson
{
    /// <summary>The version that is written. A newer one is read as far as it is understood.</summary>
    public const int Version = 1;

    private const int MaxIdLength = 128;

    /// <summary>Writes the state as one object.</summary>
    public static byte[] Write(StoredState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            if (state.Volume is { } volume) json.WriteNumber("volume", volume);
            if (state.Muted is { } muted) json.WriteBoolean("muted", muted);
            if (state.ConversationId is { } conversation) json.WriteString("conversation_id", conversation);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a state. A single value that is wrong is left out.</summary>
    /// <exception cref="JsonException">It is no state at all.</exception>
    public static StoredState Read(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if (JsonText.Member(root, "version").ValueKind != JsonValueKind.Number) throw new JsonException("There is no version.");
        var muted = JsonText.Member(root, "muted");
        return new()
        {
            Volume = JsonText.Member(root, "volume") is { ValueKind: JsonValueKind.Number } volume
                && volume.TryGetInt32(out var percent) && percent is >= 0 and <= 100 ? percent : null,
            Muted = muted.ValueKind is JsonValueKind.True or JsonValueKind.False ? muted.GetBoolean() : null,
            ConversationId = JsonText.Text(JsonText.Member(root, "conversation_id")) is { Length: > 0 and <= MaxIdLength } id ? id : null,
        };
    }
}
