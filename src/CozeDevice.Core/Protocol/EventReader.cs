using System.Buffers;
using System.Buffers.Text;
using System.Numerics;
using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Bytes to events. One instance per session, used by the receive loop only; buffers are reused.</summary>
/// <remarks>Never throws, whatever the bytes are: members may come in any order, be unknown, null, absent or of another
/// type. Audio deltas allocate nothing once the buffer has grown to their size.</remarks>
public sealed class EventReader
{
    private const int InitialAudioBytes = 4096;

    private byte[] _audio = new byte[InitialAudioBytes];
    private int _audioLength;
    private byte[] _audioChatIdUtf8 = [];

    /// <summary>Decoded audio bytes of the last <see cref="ReadKind.Audio"/>; valid until the next call.</summary>
    public ReadOnlySpan<byte> Audio => _audio.AsSpan(0, _audioLength);

    /// <summary><c>data.chat_id</c> of the last audio delta (<c>"0"</c> for generated audio, empty where absent).
    /// The same string instance is returned while the id does not change.</summary>
    public string AudioChatId { get; private set; } = "";

    /// <summary>Reads one complete text message.</summary>
    /// <param name="utf8">The message.</param>
    /// <param name="serverEvent">The event, when the result is <see cref="ReadKind.Event"/>.</param>
    public ReadKind Read(ReadOnlySpan<byte> utf8, out ServerEvent? serverEvent)
    {
        serverEvent = null;
        _audioLength = 0;
        try
        {
            // The whole message is tokenised here, so that nothing below meets broken JSON.
            var envelope = Envelope.Read(utf8);
            if (envelope.Type.IsEmpty)
                return ReadKind.Malformed;
            var kind = ProtocolNames.Find(envelope.Type);
            if (kind == ServerEventKind.AudioDelta)
                return ReadAudio(envelope) ? ReadKind.Audio : ReadKind.Malformed;
            serverEvent = ServerEventParser.Parse(kind, envelope);
            return ReadKind.Event;
        }
        catch (JsonException)
        {
            return ReadKind.Malformed;
        }
    }

    private bool ReadAudio(Envelope delta)
    {
        if (!delta.HasContent || !Decode(delta.Content, delta.IsContentEscaped))
            return false;
        if (!delta.ChatId.SequenceEqual(_audioChatIdUtf8))
        {
            _audioChatIdUtf8 = delta.ChatId.ToArray();
            AudioChatId = JsonText.Cut(JsonText.Decode(delta.ChatId, isEscaped: false), ObjectReader.MaxIdLength);
        }
        return true;
    }

    private bool Decode(ReadOnlySpan<byte> content, bool isEscaped)
    {
        if (content.Length > _audio.Length)
            _audio = GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)content.Length));
        if (isEscaped)
        {
            var length = JsonText.Unescape(content, _audio);
            return IsDecoded(length, Base64.DecodeFromUtf8InPlace(_audio.AsSpan(0, length), out var inPlace), inPlace);
        }
        return IsDecoded(content.Length, Base64.DecodeFromUtf8(content, _audio, out _, out var written), written);
    }

    private bool IsDecoded(int length, OperationStatus status, int written)
    {
        // The decoder skips white space, which is no part of Base64 in JSON: a length that is no multiple of four shows
        // it, and otherwise at least one group of three bytes is missing where padding takes two at most.
        if (status != OperationStatus.Done || length % 4 != 0 || written < (length / 4 * 3) - 2)
            return false;
        _audioLength = written;
        return true;
    }
}
