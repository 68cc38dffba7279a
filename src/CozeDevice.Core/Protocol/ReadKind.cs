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
