using System.Collections.Frozen;

namespace CozeDevice.Rtc;

/// <summary>The messages down of a room (protocol §10).</summary>
internal static class RtcNames
{
    /// <summary>Every name the page lists.</summary>
    internal static FrozenSet<string> ServerEvents { get; } = FrozenSet.ToFrozenSet(
    [
        "session.created", "session.updated", "conversation.created", "conversation.chat.created",
        "conversation.chat.in_progress", "conversation.chat.completed", "conversation.chat.failed",
        "conversation.chat.canceled", "conversation.chat.requires_action", "conversation.message.delta",
        "conversation.message.completed", "conversation.audio_transcript.delta", "audio.user.speech_started",
        "audio.user.speech_stopped", "audio.agent.speech_started", "audio.agent.speech_stopped",
        "input_audio_buffer.started", "input_audio_buffer.completed", "session.pre_answer.updated",
        "conversation.chat.pre_answer", "mode.updated", "live.created", "error",
    ]);

    /// <summary>Whether a subscription may name it.</summary>
    internal static bool IsServerEvent(string? name) => name is not null && ServerEvents.Contains(name);
}
