using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rtc;

/// <summary>The settings of a room (protocol §10). Null leaves a member as it is.</summary>
public sealed record RtcSession
{
    /// <summary><c>voice_id</c>.</summary>
    public string? VoiceId { get; init; }

    /// <summary><c>speech_rate</c>, -50 to 100. Default 0.</summary>
    public int? SpeechRate { get; init; }

    /// <summary><c>loudness_rate</c>, -50 to 100. Default 0.</summary>
    public int? LoudnessRate { get; init; }

    /// <summary><c>longest_silence_ms</c>: after so long without a word the room is closed. Default 180 000.</summary>
    public int? LongestSilenceMs { get; init; }

    /// <summary><c>event_subscriptions</c>: names of events down; none means all.</summary>
    public IReadOnlyList<string>? EventSubscriptions { get; init; }

    /// <summary><c>chat_config</c>.</summary>
    public RtcChatConfig? Chat { get; init; }

    /// <summary><c>turn_detection</c>: <c>server_vad</c>, <c>client_vad</c> or <c>semantic_vad</c>; interruption belongs to
    /// <see cref="RtcChatConfig.Interrupt"/> here.</summary>
    public TurnDetectionConfig? TurnDetection { get; init; }

    /// <summary><c>asr_config</c>.</summary>
    public AsrConfig? Asr { get; init; }

    /// <summary><c>tts_config</c>.</summary>
    public RtcSpeechConfig? Speech { get; init; }

    /// <summary><c>voice_print_config</c>.</summary>
    public VoicePrintConfig? VoicePrint { get; init; }

    /// <summary><c>voice_processing_config</c>.</summary>
    public VoiceProcessingConfig? VoiceProcessing { get; init; }
}

/// <summary><c>chat_config</c> of a room.</summary>
public sealed record RtcChatConfig
{
    /// <summary>Waits for the outputs of a tool before the talk goes on.</summary>
    public const string Blocking = "blocking";

    /// <summary>Drops a tool call that is not answered before the talk goes on: the default.</summary>
    public const string Nonblocking = "nonblocking";

    /// <summary>Any word interrupts: the default.</summary>
    public const string InterruptAll = "all";

    /// <summary><c>meta_data</c>: at most 16 pairs.</summary>
    public IReadOnlyDictionary<string, string>? MetaData { get; init; }

    /// <summary><c>custom_variables</c>.</summary>
    public IReadOnlyDictionary<string, string>? CustomVariables { get; init; }

    /// <summary><c>extra_params</c>.</summary>
    public IReadOnlyDictionary<string, string>? ExtraParams { get; init; }

    /// <summary><c>plugin_interrupt_mode</c>.</summary>
    public string? PluginInterruptMode { get; init; }

    /// <summary><c>allow_voice_interrupt</c>. Default true.</summary>
    public bool? AllowVoiceInterrupt { get; init; }

    /// <summary><c>interrupt_config</c>: mode <see cref="InterruptAll"/> or one of <see cref="InterruptConfig"/>; at most 10
    /// keywords of at most 8 characters.</summary>
    public InterruptConfig? Interrupt { get; init; }

    /// <summary><c>parameters</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}

/// <summary><c>tts_config</c> of a room.</summary>
public sealed record RtcSpeechConfig
{
    /// <summary><c>context_texts</c>: a hint of style.</summary>
    public string? ContextTexts { get; init; }

    /// <summary><c>emotion</c>.</summary>
    public string? Emotion { get; init; }

    /// <summary><c>emotion_scale</c>, 1 to 5. Default 4.</summary>
    public double? EmotionScale { get; init; }
}

/// <summary><c>pre_answer</c>: what is said while the answer is being made.</summary>
/// <param name="Type"><c>none</c>, <c>audio</c>, <c>text</c> or <c>bot</c>.</param>
public sealed record PreAnswer(string Type)
{
    /// <summary><c>file_id</c> of an uploaded WAV or MP3 file, with <c>audio</c>.</summary>
    public string? FileId { get; init; }

    /// <summary><c>pre_answer_list</c>: texts of at most 10 characters, with <c>text</c>.</summary>
    public IReadOnlyList<string>? Texts { get; init; }

    /// <summary><c>bot_id</c> of another agent, with <c>bot</c>.</summary>
    public string? BotId { get; init; }
}

/// <summary><c>trigger</c>: when it is said.</summary>
/// <param name="Type"><c>mandatory</c>, <c>time-trigger</c> or <c>event-driven</c>.</param>
public sealed record PreAnswerTrigger(string Type)
{
    /// <summary><c>time_after</c>: 0 to 3000 milliseconds, with <c>time-trigger</c>. Default 1500.</summary>
    public int? AfterMs { get; init; }
}
