using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CozeDevice.Simulator.Chat;

/// <summary>Writes downlink events: <c>event_type</c>, <c>id</c>, <c>data</c> if there is any, <c>detail</c>.</summary>
internal sealed class Envelope(string logId, TimeProvider time)
{
    private const int MaxOriginChars = 2048;

    // Base64 and Chinese text stay readable on the wire.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one event.</summary>
    /// <param name="type">The <c>event_type</c>.</param>
    /// <param name="data">Its payload; <see langword="null"/> leaves the member out.</param>
    /// <param name="origin">The uplink message an error answers.</param>
    internal byte[] Write(string type, JsonObject? data, string? origin = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, Options);
        writer.WriteStartObject();
        writer.WriteString("event_type"u8, type);
        writer.WriteString("id"u8, Guid.NewGuid().ToString());
        if (data is not null)
        {
            writer.WritePropertyName("data"u8);
            data.WriteTo(writer);
        }

        writer.WriteStartObject("detail"u8);
        writer.WriteString("logid"u8, logId);
        writer.WriteString(
            "respond_at"u8, time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        if (origin is not null)
        {
            writer.WriteString("origin_message"u8, Shorten(origin));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<char> Shorten(string text)
    {
        int length = Math.Min(text.Length, MaxOriginChars);
        return text.AsSpan(0, length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }
}
