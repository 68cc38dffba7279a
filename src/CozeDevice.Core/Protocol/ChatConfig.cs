namespace CozeDevice.Protocol;

/// <summary>The content of <c>chat.update</c> (protocol §3.1). A null member is left out of the message, and the service
/// keeps its default.</summary>
/// <remarks>Immutable; may be shared between threads. Whether a second update merges or replaces is not documented, so
/// every session sends the whole configuration. Check it with <see cref="ChatConfigValidator"/>.</remarks>
public sealed record ChatConfig
{
    /// <summary><c>chat_config</c>: whose conversation this is and what it carries.</summary>
    public ConversationConfig? Conversation { get; init; }

    /// <summary><c>input_audio</c>: the uplink format. The default is WAV at 24 kHz, so a device always sets it.</summary>
    public InputAudioConfig? InputAudio { get; init; }

    /// <summary><c>output_audio</c>: the downlink format and the voice.</summary>
    public OutputAudioConfig? OutputAudio { get; init; }

    /// <summary><c>turn_detection</c>: who decides that an utterance has ended.</summary>
    public TurnDetectionConfig? TurnDetection { get; init; }

    /// <summary><c>asr_config</c>: speech recognition.</summary>
    public AsrConfig? Asr { get; init; }

    /// <summary><c>event_subscriptions</c>: names of the downlink events wanted. Null or empty means all of them; a list
    /// hides everything it does not name.</summary>
    public IReadOnlyList<string>? EventSubscriptions { get; init; }

    /// <summary><c>need_play_prologue</c>: speak the greeting after this update. Default false.</summary>
    public bool? NeedPlayPrologue { get; init; }

    /// <summary><c>prologue_content</c>: the greeting, in place of the agent's own. Used with
    /// <see cref="NeedPlayPrologue"/> only.</summary>
    public string? PrologueContent { get; init; }

    /// <summary><c>voice_processing_config</c>: noise suppression in the service.</summary>
    public VoiceProcessingConfig? VoiceProcessing { get; init; }

    /// <summary><c>voice_print_config</c>: speaker recognition in the service.</summary>
    public VoicePrintConfig? VoicePrint { get; init; }
}
