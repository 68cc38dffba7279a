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
                return ReadAudio(envelope.Data) ? ReadKind.Audio : ReadKind.Malformed;
            serverEvent = ServerEventParser.Parse(kind, envelope);
            return ReadKind.Event;
        }
        catch (JsonException)
        {
            return ReadKind.Malformed;
        }
    }

    private bool ReadAudio(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> content = default;
        ReadOnlySpan<byte> chatId = default;
        var hasContent = false;
        var members = new ObjectReader(data);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("content"u8))
            {
                hasContent = members.IsString;
                content = members.Plain();
            }
            else if (members.Name.SequenceEqual("chat_id"u8))
            {
                chatId = members.IsScalar ? members.Plain() : default;
            }
        }
        if (!hasContent || !Decode(content))
            return false;
        if (!chatId.SequenceEqual(_audioChatIdUtf8))
        {
            _audioChatIdUtf8 = chatId.ToArray();
            AudioChatId = JsonText.Cut(JsonText.Decode(chatId, isEscaped: false), ObjectReader.MaxIdLength);
        }
        return true;
    }

    private bool Decode(ReadOnlySpan<byte> base64)
    {
        // The decoder below skips white space, which is no part of Base64 in JSON: a length that is no multiple of four
        // shows it, and otherwise at least one group of three bytes is missing where padding takes two at most.
        if (base64.Length % 4 != 0)
            return false;
        var most = Base64.GetMaxDecodedFromUtf8Length(base64.Length);
        if (most > _audio.Length)
            _audio = GC.AllocateUninitializedArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)most));
        if (Base64.DecodeFromUtf8(base64, _audio, out _, out var written) != OperationStatus.Done || written < most - 2)
            return false;
        _audioLength = written;
        return true;
    }
}
