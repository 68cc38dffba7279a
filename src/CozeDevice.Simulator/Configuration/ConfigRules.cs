using System.Text;

namespace CozeDevice.Simulator.Configuration;

/// <summary>Every member of <c>chat.update</c> the service knows (protocol §3.1). Others are ignored.</summary>
internal static class ConfigRules
{
    private const int Hour = 3_600_000;

    private static readonly double[] Rates = [8000, 16000, 22050, 24000, 32000, 44100, 48000];

    // The current documentation's values, then those older SDKs still send.
    private static readonly string[] Languages =
    [
        "common", "en-US", "ja-JP", "id-ID", "es-MX", "pt-BR", "de-DE", "fr-FR", "ko-KR", "fil-PH", "ms-MY", "th-TH",
        "ar-SA", "zh", "cant", "sc", "en", "ja", "ko", "fr", "id", "es", "pt", "ms", "ru",
    ];

    /// <summary>The rules, section by section in the order of the protocol page.</summary>
    internal static readonly IReadOnlyList<ConfigRule> All =
    [
        ConfigRule.NonEmptyText("chat_config.conversation_id"),
        ConfigRule.Text("chat_config.user_id"),
        ConfigRule.Flag("chat_config.auto_save_history"),
        ConfigRule.Map(
            "chat_config.meta_data",
            "must hold at most 16 pairs, keys of 1 to 64 and values of 1 to 512 characters",
            16,
            (key, value) => key.Length is >= 1 and <= 64 && value.Length is >= 1 and <= 512),
        ConfigRule.Map(
            "chat_config.custom_variables",
            "must map names of letters and underscores to strings",
            int.MaxValue,
            (key, _) => key.Length > 0 && key.All(letter => char.IsAsciiLetter(letter) || letter == '_')),
        ConfigRule.Map("chat_config.extra_params", "must map strings to strings", int.MaxValue, (_, _) => true),
        ConfigRule.Anything("chat_config.parameters"),

        ConfigRule.OneOf("input_audio.format", "pcm", "wav", "ogg"),
        ConfigRule.OneOf("input_audio.codec", "pcm", "opus", "g711a", "g711u"),
        ConfigRule.OneOf("input_audio.sample_rate", Rates),
        ConfigRule.Integer("input_audio.channel", 1, 2),
        ConfigRule.OneOf("input_audio.bit_depth", 8, 16, 24),

        ConfigRule.OneOf("output_audio.codec", "pcm", "g711a", "g711u", "opus", "mp3"),
        ConfigRule.OneOf("output_audio.pcm_config.sample_rate", Rates),
        ConfigRule.Number("output_audio.pcm_config.frame_size_ms", 0, 1000),
        ConfigRule.Integer("output_audio.pcm_config.limit_config.period", 1, Hour),
        ConfigRule.Integer("output_audio.pcm_config.limit_config.max_frame_num", 1, int.MaxValue),
        ConfigRule.OneOf("output_audio.opus_config.sample_rate", 8000, 12000, 16000, 24000, 48000),
        // The limits of libopus; the documentation has none.
        ConfigRule.Integer("output_audio.opus_config.bitrate", 500, 512_000),
        ConfigRule.Flag("output_audio.opus_config.use_cbr"),
        ConfigRule.OneOf("output_audio.opus_config.frame_size_ms", 2.5, 5, 10, 20, 40, 60),
        ConfigRule.Integer("output_audio.opus_config.limit_config.period", 1, Hour),
        ConfigRule.Integer("output_audio.opus_config.limit_config.max_frame_num", 1, int.MaxValue),
        ConfigRule.OneOf("output_audio.mp3_config.sample_rate", 32000, 44100, 48000),
        ConfigRule.Integer("output_audio.mp3_config.bit_rate", 8000, 1_600_000),
        ConfigRule.Integer("output_audio.speech_rate", -50, 100),
        ConfigRule.Integer("output_audio.loudness_rate", -50, 100),
        ConfigRule.Text("output_audio.voice_id"),
        ConfigRule.Text("output_audio.context_texts"),
        ConfigRule.OneOf(
            "output_audio.emotion_config.emotion",
            "happy", "sad", "angry", "surprised", "fear", "hate", "excited", "coldness", "neutral"),
        ConfigRule.Number("output_audio.emotion_config.emotion_scale", 1, 5),

        ConfigRule.OneOf("turn_detection.type", "client_interrupt", "server_vad", "semantic_vad"),
        ConfigRule.Integer("turn_detection.prefix_padding_ms", 0, Hour),
        ConfigRule.Integer("turn_detection.silence_duration_ms", 0, Hour),
        ConfigRule.Integer("turn_detection.semantic_vad_config.silence_threshold_ms", 0, Hour),
        ConfigRule.Integer("turn_detection.semantic_vad_config.semantic_unfinished_wait_time_ms", 0, Hour),
        ConfigRule.OneOf("turn_detection.interrupt_config.mode", "keyword_contains", "keyword_prefix"),
        ConfigRule.Texts(
            "turn_detection.interrupt_config.keywords",
            5,
            word => Encoding.UTF8.GetByteCount(word) is >= 6 and <= 24 && !word.Any(char.IsPunctuation),
            ", each of 6 to 24 bytes and without punctuation"),

        ConfigRule.Texts("asr_config.hot_words"),
        ConfigRule.Text("asr_config.context"),
        ConfigRule.Text("asr_config.context_type"),
        ConfigRule.OneOf("asr_config.user_language", Languages),
        ConfigRule.Flag("asr_config.enable_ddc"),
        ConfigRule.Flag("asr_config.enable_itn"),
        ConfigRule.Flag("asr_config.enable_punc"),
        ConfigRule.OneOf("asr_config.stream_mode", "bidirectional_stream", "output_no_stream"),
        ConfigRule.Flag("asr_config.enable_nostream"),
        ConfigRule.Flag("asr_config.enable_emotion"),
        ConfigRule.Flag("asr_config.enable_gender"),
        ConfigRule.Flag("asr_config.sensitive_words_filter.system_reserved_filter"),
        ConfigRule.Texts("asr_config.sensitive_words_filter.filter_with_empty"),
        ConfigRule.Texts("asr_config.sensitive_words_filter.filter_with_signed"),

        ConfigRule.Texts("event_subscriptions"),
        ConfigRule.Flag("need_play_prologue"),
        ConfigRule.Text("prologue_content"),

        ConfigRule.Flag("voice_processing_config.enable_ans"),
        ConfigRule.Flag("voice_processing_config.enable_pdns"),
        ConfigRule.Text("voice_processing_config.voice_print_feature_id"),
        ConfigRule.Text("voice_print_config.group_id"),
        ConfigRule.Integer("voice_print_config.score", 0, 100),
        ConfigRule.Flag("voice_print_config.reuse_voice_info"),
    ];
}
