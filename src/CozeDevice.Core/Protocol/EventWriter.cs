using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Events to bytes. One instance per session, used by the send loop only; the buffer is reused.</summary>
/// <remarks>Every event gets a unique <c>id</c>: a random session prefix and a counter.</remarks>
public sealed class EventWriter
{
    private const int InitialBytes = 4096;
    private const int PrefixBytes = 8;
    private const int MaxCounterDigits = 20;

    // The receiver is a JSON parser, not a web page: without this '+' and every Chinese character become six bytes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _message = new(InitialBytes);
    private readonly string _prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PrefixBytes)) + "-";
    private readonly byte[] _appendHead;
    private ulong _counter;

    /// <summary>A writer with a session prefix of its own.</summary>
    public EventWriter() => _appendHead = Encoding.UTF8.GetBytes($$"""{"id":"{{_prefix}}""");

    private static ReadOnlySpan<byte> AppendMiddle =>
        "\",\"event_type\":\"input_audio_buffer.append\",\"data\":{\"delta\":\""u8;

    private static ReadOnlySpan<byte> AppendTail => "\"}}"u8;

    /// <summary>Writes a control event as one JSON text message.</summary>
    /// <returns>The message; valid until the next call.</returns>
    /// <exception cref="ArgumentException">The event breaks a limit of the protocol; the message names the path. Ask
    /// <see cref="ClientEventValidator"/> first.</exception>
    public ReadOnlyMemory<byte> Write(ClientEvent clientEvent)
    {
        var problems = ClientEventValidator.Validate(clientEvent);
        if (problems.Count > 0)
            throw new ArgumentException(string.Join("; ", problems), nameof(clientEvent));
        _message.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_message, Options);
        json.WriteStartObject();
        json.WriteString("id"u8, $"{_prefix}{++_counter}");
        ClientEventFormat.Write(json, clientEvent);
        json.WriteEndObject();
        json.Flush();
        return _message.WrittenMemory;
    }

    /// <summary>Writes <c>input_audio_buffer.append</c> without allocating.</summary>
    /// <param name="payload">Audio bytes in the declared input format.</param>
    /// <returns>The message; valid until the next call.</returns>
    public ReadOnlyMemory<byte> WriteAppend(ReadOnlySpan<byte> payload)
    {
        var most = _appendHead.Length + MaxCounterDigits + AppendMiddle.Length
            + Base64.GetMaxEncodedToUtf8Length(payload.Length) + AppendTail.Length;
        _message.ResetWrittenCount();
        var span = _message.GetSpan(most);
        _appendHead.CopyTo(span);
        var length = _appendHead.Length;
        Utf8Formatter.TryFormat(++_counter, span[length..], out var digits);
        length += digits;
        AppendMiddle.CopyTo(span[length..]);
        length += AppendMiddle.Length;
        Base64.EncodeToUtf8(payload, span[length..], out _, out var encoded);
        length += encoded;
        AppendTail.CopyTo(span[length..]);
        _message.Advance(length + AppendTail.Length);
        return _message.WrittenMemory;
    }
}
