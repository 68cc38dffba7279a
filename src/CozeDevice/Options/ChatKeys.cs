namespace CozeDevice.Options;

/// <summary>The keys of what is asked of the service in <c>chat.update</c> (protocol §3.1). Not set: the service's default.</summary>
internal static class ChatKeys
{
    private const string Service = "the service's default";
    private const string OwnVoice = "the voice's own";

    /// <summary>Whose conversation it is and what it carries.</summary>
    public static IReadOnlyList<OptionKey> Chat { get; } =
    [
        Flag("Chat:AutoSaveHistory", "chat_config.auto_save_history", "Whether the service keeps turns as context of later ones.") with
        {
            WhenUnset = "true",
        },
        Map("Chat:MetaData", "chat_config.meta_data", "What is attached to the conversation: at most 16 pairs, keys of 1 to 64 and values of 1 to 512 characters."),
        Map("Chat:CustomVariables", "chat_config.custom_variables", "Values of the {{name}} in the agent's prompt; names of letters and underscores."),
        Number("Chat:Latitude", "chat_config.extra_params.latitude", -90, 90, "Where the device stands, in degrees north."),
        Number("Chat:Longitude", "chat_config.extra_params.longitude", -180, 180, "Where the device stands, in degrees east."),
        new("Chat:Parameters", OptionType.Object, null, "Inputs of a dialogue flow's start node; USER_INPUT is not honoured.")
        {
            Field = "chat_config.parameters", WhenUnset = "none",
        },
        Flag("Chat:Prologue", "need_play_prologue", "Whether a greeting is spoken once after the start, never after a reconnect.") with
        {
            WhenUnset = "false",
        },
        Text("Chat:PrologueContent", "prologue_content", "The greeting in place of the agent's own.") with { WhenUnset = "the agent's own" },
        List("Chat:EventSubscriptions", "event_subscriptions", "Names of the events the service sends; those the device needs are always among them.") with
        {
            WhenUnset = "all",
        },
    ];

    /// <summary>How it speaks.</summary>
    public static IReadOnlyList<OptionKey> Voice { get; } =
    [
        Integer("Voice:SpeechRate", "output_audio.speech_rate", -50, 100, "How fast it speaks: -50 is half, 100 is double.") with { WhenUnset = "0" },
        Integer("Voice:LoudnessRate", "output_audio.loudness_rate", -50, 100, "How loud it speaks: -50 is half, 100 is double.") with { WhenUnset = "0" },
        Text("Voice:ContextTexts", "output_audio.context_texts", "A hint of style, for voices that take one.") with { WhenUnset = "none" },
        Text("Voice:Emotion", "output_audio.emotion_config.emotion", "The mood, for voices that have several.") with
        {
            Choices = ["happy", "sad", "angry", "surprised", "fear", "hate", "excited", "coldness", "neutral"], WhenUnset = OwnVoice,
        },
        Number("Voice:EmotionScale", "output_audio.emotion_config.emotion_scale", 1, 5, "How strong the mood is.") with { WhenUnset = "4" },
        Integer("Voice:OpusBitrate", "output_audio.opus_config.bitrate", 6_000, 128_000, "Bits per second of the answer with the codec opus.") with
        {
            Default = "24000", WhenUnset = null,
        },
        Flag("Voice:OpusCbr", "output_audio.opus_config.use_cbr", "Whether every Opus packet of the answer has the same size.") with
        {
            WhenUnset = "false",
        },
    ];

    /// <summary>How it listens.</summary>
    public static IReadOnlyList<OptionKey> Asr { get; } =
    [
        List("Asr:HotWords", "asr_config.hot_words", "Names and terms to be understood; cut by the service at 100 tokens, 5000 with output_no_stream."),
        Text("Asr:Context", "asr_config.context", "What the talk is about; cut by the service at 800 tokens.") with { WhenUnset = "none" },
        Text("Asr:ContextType", "asr_config.context_type", "Undocumented; passed on as it is.") with { WhenUnset = "none" },
        Text("Asr:UserLanguage", "asr_config.user_language", "The language spoken; all but common need output_no_stream.") with
        {
            Choices =
            [
                "common", "en-US", "ja-JP", "id-ID", "es-MX", "pt-BR", "de-DE", "fr-FR", "ko-KR", "fil-PH", "ms-MY", "th-TH", "ar-SA",
            ],
            WhenUnset = "common",
        },
        Flag("Asr:EnableDdc", "asr_config.enable_ddc", "Whether filler words are dropped.") with { WhenUnset = "true" },
        Flag("Asr:EnableItn", "asr_config.enable_itn", "Whether spoken numbers become digits.") with { WhenUnset = "true" },
        Flag("Asr:EnablePunc", "asr_config.enable_punc", "Whether the text gets punctuation.") with { WhenUnset = "true" },
        Text("Asr:StreamMode", "asr_config.stream_mode", "Text while speaking, or the whole utterance at once.") with
        {
            Choices = ["bidirectional_stream", "output_no_stream"], WhenUnset = "bidirectional_stream",
        },
        Flag("Asr:EnableNostream", "asr_config.enable_nostream", "Whether a sentence is recognised once more at its end.") with { WhenUnset = "false" },
        Flag("Asr:EnableEmotion", "asr_config.enable_emotion", "Whether the mood is recognised; needs output_no_stream.") with { WhenUnset = "false" },
        Flag("Asr:EnableGender", "asr_config.enable_gender", "Whether the gender is recognised; needs output_no_stream.") with { WhenUnset = "false" },
        Flag("Asr:SystemFilter", "asr_config.sensitive_words_filter.system_reserved_filter", "Whether the service's own list of words is masked.") with
        {
            WhenUnset = "false",
        },
        List("Asr:FilterWithEmpty", "asr_config.sensitive_words_filter.filter_with_empty", "Words that are left out of the text."),
        List("Asr:FilterWithSigned", "asr_config.sensitive_words_filter.filter_with_signed", "Words that are masked in the text."),
    ];

    /// <summary>Who decides when a turn ends, and what interrupts an answer.</summary>
    public static IReadOnlyList<OptionKey> Turn { get; } =
    [
        new("Turn:Mode", OptionType.Text, "push_to_talk", "Who decides when a turn ends: the button, silence, or a finished sentence (paid tier).")
        {
            Choices = ["push_to_talk", "server_vad", "semantic_vad"], Field = "turn_detection.type",
        },
        Integer("Turn:PrefixPaddingMs", "turn_detection.prefix_padding_ms", 0, 5_000, "server_vad: milliseconds kept from before the detected speech.") with
        {
            WhenUnset = "600",
        },
        Integer("Turn:SilenceDurationMs", "turn_detection.silence_duration_ms", 200, 2_000, "server_vad: milliseconds of silence that end speech.") with
        {
            WhenUnset = "500",
        },
        Integer("Turn:SemanticSilenceMs", "turn_detection.semantic_vad_config.silence_threshold_ms", 0, 5_000, "semantic_vad: pause before the sentence is judged, in milliseconds.") with
        {
            WhenUnset = "300",
        },
        Integer("Turn:SemanticWaitMs", "turn_detection.semantic_vad_config.semantic_unfinished_wait_time_ms", 100, 2_000, "semantic_vad: further wait when the sentence looks unfinished, in milliseconds.") with
        {
            WhenUnset = "500",
        },
        Text("Turn:InterruptMode", "turn_detection.interrupt_config.mode", "server_vad: where a keyword must stand to interrupt an answer.") with
        {
            Choices = ["keyword_contains", "keyword_prefix"], WhenUnset = "any voice interrupts",
        },
        new("Turn:ClearAfterIdleSeconds", OptionType.Integer, "0", "Seconds of rest after which the context is forgotten, for kiosks; 0 never.")
        {
            Min = 0, Max = 86_400,
        },
        List("Turn:InterruptKeywords", "turn_detection.interrupt_config.keywords", "server_vad: at most 5 words of 6 to 24 bytes that interrupt an answer."),
    ];

    /// <summary>What the device itself does where no button marks the end of speech.</summary>
    public static IReadOnlyList<OptionKey> HandsFree { get; } =
    [
        new("Turn:HalfDuplex", OptionType.Text, "auto", "server_vad, semantic_vad: auto sends silence while the device speaks, unless its own echo canceller can be trusted; off where the microphone has one.")
        {
            Choices = ["auto", "off"],
        },
        new("Turn:Tap", OptionType.Text, "stop", "push_to_talk: what a tap does; stop ends what is speaking, talk also listens until a pause or another tap.")
        {
            Choices = ["stop", "talk"],
        },
        new("Turn:EndPauseMs", OptionType.Integer, "860", "push_to_talk: the pause that ends what was begun by a tap or behind an answer, in milliseconds.")
        {
            Min = 300, Max = 3_000,
        },
        new("Turn:FollowUpSeconds", OptionType.Integer, "0", "push_to_talk: seconds for which the device listens once more behind an answer; 0 never.")
        {
            Min = 0, Max = 30,
        },
    ];

    /// <summary>What the service does to the voice it hears (paid tier), and whose it is.</summary>
    public static IReadOnlyList<OptionKey> Processing { get; } =
    [
        Flag("VoiceProcessing:EnableAns", "voice_processing_config.enable_ans", "Whether noise is suppressed; not together with EnablePdns.") with
        {
            WhenUnset = "false",
        },
        Flag("VoiceProcessing:EnablePdns", "voice_processing_config.enable_pdns", "Whether all but one speaker is suppressed.") with { WhenUnset = "false" },
        Text("VoiceProcessing:VoicePrintFeatureId", "voice_processing_config.voice_print_feature_id", "The speaker that EnablePdns keeps.") with
        {
            Check = TextRules.Id, WhenUnset = "none",
        },
        Text("VoicePrint:GroupId", "voice_print_config.group_id", "The group of speakers that are recognised.") with { Check = TextRules.Id, WhenUnset = "none" },
        Integer("VoicePrint:Score", "voice_print_config.score", 0, 100, "The least likeness that counts as a match.") with { WhenUnset = "40" },
        Flag("VoicePrint:ReuseVoiceInfo", "voice_print_config.reuse_voice_info", "Passed on as it is.") with { WhenUnset = "false" },
    ];

    private static OptionKey Text(string path, string field, string summary) =>
        new(path, OptionType.Text, null, summary) { Field = field, WhenUnset = Service };

    private static OptionKey Flag(string path, string field, string summary) =>
        new(path, OptionType.Boolean, null, summary) { Field = field, WhenUnset = Service };

    private static OptionKey Integer(string path, string field, int min, int max, string summary) =>
        new(path, OptionType.Integer, null, summary) { Field = field, Min = min, Max = max, WhenUnset = Service };

    private static OptionKey Number(string path, string field, double least, double most, string summary) =>
        new(path, OptionType.Number, null, summary) { Field = field, Range = (least, most), WhenUnset = "none" };

    private static OptionKey List(string path, string field, string summary) =>
        new(path, OptionType.List, null, summary) { Field = field, WhenUnset = "none" };

    private static OptionKey Map(string path, string field, string summary) =>
        new(path, OptionType.Map, null, summary) { Field = field, WhenUnset = "none" };
}
