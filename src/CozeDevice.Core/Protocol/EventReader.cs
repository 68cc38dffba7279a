#pragma warning disable CA1822 // skeleton, replaced by the protocol work
namespace CozeDevice.Protocol;

/// <summary>What one downlink message was.</summary>
public enum ReadKind
{
    /// <summary>A control event: see the out parameter.</summary>
    Event,

    /// <summary>A <c>conversation.audio.delta</c>: see <see cref="EventReader.Audio"/> and <see cref="EventReader.AudioChatId"/>.</summary>
    Audio,

    /// <summary>Not an object with an <c>event_type</c>, unparsable, or an audio delta whose content is not Base64.</summary>
    Malformed,
}

/// <summary>Bytes to events. One instance per session, used by the receive loop only; buffers are reused.</summary>
public sealed class EventReader
{
    /// <summary>Decoded audio bytes of the last <see cref="ReadKind.Audio"/>; valid until the next call.</summary>
    public ReadOnlySpan<byte> Audio => default;

    /// <summary><c>data.chat_id</c> of the last audio delta (<c>"0"</c> for generated audio, empty where absent).
    /// The same string instance is returned while the id does not change.</summary>
    public string AudioChatId => "";

    /// <summary>Reads one complete text message.</summary>
    /// <param name="utf8">The message.</param>
    /// <param name="serverEvent">The event, when the result is <see cref="ReadKind.Event"/>.</param>
    public ReadKind Read(ReadOnlySpan<byte> utf8, out ServerEvent? serverEvent)
    {
        serverEvent = null;
        return ReadKind.Malformed;
    }
}
