namespace CozeDevice.Simulator.Scenarios;

/// <summary>The events of the sockets (protocol §3, §4 and appendix A); a fault at any other name would never happen.
/// </summary>
internal static class EventNames
{
    /// <summary>What clients send.</summary>
    internal static readonly IReadOnlySet<string> Uplink = new HashSet<string>
    {
        "chat.update",
        "input_audio_buffer.append",
        "input_audio_buffer.complete",
        "input_audio_buffer.clear",
        "conversation.message.create",
        "conversation.clear",
        "conversation.chat.submit_tool_outputs",
        "conversation.chat.cancel",
        "input_text.generate_audio",
        "speech.update",
        "input_text_buffer.append",
        "input_text_buffer.complete",
        "transcriptions.update",
    };

    /// <summary>What the simulator sends.</summary>
    internal static readonly IReadOnlySet<string> Downlink = new HashSet<string>
    {
        "chat.created",
        "chat.updated",
        "input_audio_buffer.completed",
        "input_audio_buffer.cleared",
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "conversation.audio_transcript.update",
        "conversation.audio_transcript.completed",
        "conversation.message.completed",
        "conversation.chat.created",
        "conversation.chat.in_progress",
        "conversation.message.delta",
        "conversation.audio.sentence_start",
        "conversation.audio.delta",
        "conversation.audio.completed",
        "conversation.chat.completed",
        "conversation.chat.failed",
        "conversation.chat.canceled",
        "conversation.chat.requires_action",
        "conversation.cleared",
        "error",
        "speech.created",
        "speech.updated",
        "input_text_buffer.completed",
        "speech.audio.update",
        "speech.audio.completed",
        "transcriptions.created",
        "transcriptions.updated",
        "transcriptions.message.update",
        "transcriptions.message.completed",
    };
}
