using System.Text.Json;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class ChatConfigValidatorTests
{
    private const string Chat = "data.chat_config";
    private const string In = "data.input_audio";
    private const string Out = "data.output_audio";
    private const string Turn = "data.turn_detection";
    private const string Asr = "data.asr_config";

    public static TheoryData<ChatConfig, string> Refused => new()
    {
        // chat_config
        { Of(new ConversationConfig { ConversationId = "" }), $"{Chat}.conversation_id" },
        { Of(new ConversationConfig { MetaData = Pairs(17) }), $"{Chat}.meta_data" },
        { Of(new ConversationConfig { MetaData = Pair("", "v") }), $"{Chat}.meta_data." },
        { Of(new ConversationConfig { MetaData = Pair(Text(65), "v") }), $"{Chat}.meta_data.{Text(64)}" },
        { Of(new ConversationConfig { MetaData = Pair("k", "") }), $"{Chat}.meta_data.k" },
        { Of(new ConversationConfig { MetaData = Pair("k", null!) }), $"{Chat}.meta_data.k" },
        { Of(new ConversationConfig { MetaData = Pair("k", Text(513)) }), $"{Chat}.meta_data.k" },
        { Of(new ConversationConfig { CustomVariables = Pair("room1", "v") }), $"{Chat}.custom_variables.room1" },
        { Of(new ConversationConfig { CustomVariables = Pair("my room", "v") }), $"{Chat}.custom_variables.my room" },
        { Of(new ConversationConfig { CustomVariables = Pair("房间", "v") }), $"{Chat}.custom_variables.房间" },
        { Of(new ConversationConfig { CustomVariables = Pair("", "v") }), $"{Chat}.custom_variables." },
        { Of(new ConversationConfig { CustomVariables = Pair("room", null!) }), $"{Chat}.custom_variables.room" },
        { Of(new ConversationConfig { ExtraParams = Pair("altitude", "4") }), $"{Chat}.extra_params.altitude" },
        { Of(new ConversationConfig { ExtraParams = Pair("Latitude", "4") }), $"{Chat}.extra_params.Latitude" },
        { Of(new ConversationConfig { ExtraParams = Pair("latitude", null!) }), $"{Chat}.extra_params.latitude" },
        { Of(Parameter("a", FullChatConfig.Element("""[{"b":"\ud800"}]"""))), $"{Chat}.parameters.a" },
        { Of(Parameter("USER_INPUT", FullChatConfig.Element("1"))), $"{Chat}.parameters.USER_INPUT" },
        { Of(Parameter("scene", default)), $"{Chat}.parameters.scene" },

        // input_audio
        { Of(new InputAudioConfig { Format = "mp3" }), $"{In}.format" },
        { Of(new InputAudioConfig { Format = "" }), $"{In}.format" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "speex" }), $"{In}.codec" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "Opus" }), $"{In}.codec" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "mp3" }), $"{In}.codec" },
        { Of(new InputAudioConfig { Format = "ogg", Codec = "pcm" }), $"{In}.codec" },
        { Of(new InputAudioConfig { Format = "ogg" }), $"{In}.codec" },
        { Of(new InputAudioConfig { Codec = "opus" }), $"{In}.format" },
        { Of(new InputAudioConfig { Format = "wav", Codec = "opus" }), $"{In}.format" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "opus", SampleRate = 44100 }), $"{In}.sample_rate" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "opus", SampleRate = 12000 }), $"{In}.sample_rate" },
        { Of(new InputAudioConfig { SampleRate = 11025 }), $"{In}.sample_rate" },
        { Of(new InputAudioConfig { SampleRate = 0 }), $"{In}.sample_rate" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "g711a" }), $"{In}.sample_rate" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "g711u", SampleRate = 16000 }), $"{In}.sample_rate" },
        { Of(new InputAudioConfig { Codec = "g711a", SampleRate = 8000 }), $"{In}.format" },
        { Of(new InputAudioConfig { Format = "wav", Codec = "g711u", SampleRate = 8000 }), $"{In}.format" },
        { Of(new InputAudioConfig { Format = "pcm", Codec = "g711a", SampleRate = 8000, Channel = 2 }), $"{In}.channel" },
        { Of(new InputAudioConfig { Channel = 0 }), $"{In}.channel" },
        { Of(new InputAudioConfig { Channel = 3 }), $"{In}.channel" },
        { Of(new InputAudioConfig { BitDepth = 32 }), $"{In}.bit_depth" },

        // output_audio
        { Of(new OutputAudioConfig { Codec = "wav" }), $"{Out}.codec" },
        { Of(new OutputAudioConfig { Codec = "" }), $"{Out}.codec" },
        { Of(new OutputAudioConfig { Codec = "g711a" }), $"{Out}.pcm_config.sample_rate" },
        { Of(Pcm(new PcmOutputConfig { SampleRate = 16000 }, "g711u")), $"{Out}.pcm_config.sample_rate" },
        { Of(Pcm(new PcmOutputConfig { SampleRate = 12000 })), $"{Out}.pcm_config.sample_rate" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = -1 })), $"{Out}.pcm_config.frame_size_ms" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = 1000.5 })), $"{Out}.pcm_config.frame_size_ms" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = double.NaN })), $"{Out}.pcm_config.frame_size_ms" },
        { Of(Pcm(new PcmOutputConfig { Limit = new(1, 60) })), $"{Out}.pcm_config.limit_config" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = 0, Limit = new(1, 60) })), $"{Out}.pcm_config.limit_config" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = 20, Limit = new(1, 49) })), $"{Out}.pcm_config.limit_config.max_frame_num" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = 20, Limit = new(2, 99) })), $"{Out}.pcm_config.limit_config.max_frame_num" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = 20, Limit = new(0, 60) })), $"{Out}.pcm_config.limit_config.period" },
        { Of(Pcm(new PcmOutputConfig { FrameSizeMs = 20, Limit = new(1, 0) })), $"{Out}.pcm_config.limit_config.max_frame_num" },
        { Of(Opus(new OpusOutputConfig { SampleRate = 44100 })), $"{Out}.opus_config.sample_rate" },
        { Of(Opus(new OpusOutputConfig { SampleRate = 32000 })), $"{Out}.opus_config.sample_rate" },
        { Of(Opus(new OpusOutputConfig { Bitrate = 0 })), $"{Out}.opus_config.bitrate" },
        { Of(Opus(new OpusOutputConfig { FrameSizeMs = 30 })), $"{Out}.opus_config.frame_size_ms" },
        { Of(Opus(new OpusOutputConfig { FrameSizeMs = 120 })), $"{Out}.opus_config.frame_size_ms" },
        { Of(Opus(new OpusOutputConfig { Limit = new(1, 200) })), $"{Out}.opus_config.limit_config" },
        { Of(Opus(new OpusOutputConfig { FrameSizeMs = 60, Limit = new(1, 16) })), $"{Out}.opus_config.limit_config.max_frame_num" },
        { Of(new OutputAudioConfig { Mp3 = new() { SampleRate = 16000 } }), $"{Out}.mp3_config.sample_rate" },
        { Of(new OutputAudioConfig { Mp3 = new() { BitRate = 7999 } }), $"{Out}.mp3_config.bit_rate" },
        { Of(new OutputAudioConfig { Mp3 = new() { BitRate = 1_600_001 } }), $"{Out}.mp3_config.bit_rate" },
        { Of(new OutputAudioConfig { SpeechRate = -51 }), $"{Out}.speech_rate" },
        { Of(new OutputAudioConfig { SpeechRate = 101 }), $"{Out}.speech_rate" },
        { Of(new OutputAudioConfig { LoudnessRate = -51 }), $"{Out}.loudness_rate" },
        { Of(new OutputAudioConfig { LoudnessRate = 101 }), $"{Out}.loudness_rate" },
        { Of(new OutputAudioConfig { VoiceId = "" }), $"{Out}.voice_id" },
        { Of(new OutputAudioConfig { Emotion = new() { Emotion = "bored" } }), $"{Out}.emotion_config.emotion" },
        { Of(new OutputAudioConfig { Emotion = new() { EmotionScale = 0.9 } }), $"{Out}.emotion_config.emotion_scale" },
        { Of(new OutputAudioConfig { Emotion = new() { EmotionScale = 5.1 } }), $"{Out}.emotion_config.emotion_scale" },
        {
            Of(new OutputAudioConfig { Emotion = new() { EmotionScale = double.PositiveInfinity } }),
            $"{Out}.emotion_config.emotion_scale"
        },

        // turn_detection
        { Of(new TurnDetectionConfig { Type = "client_vad" }), $"{Turn}.type" },
        { Of(new TurnDetectionConfig { Type = "push_to_talk" }), $"{Turn}.type" },
        { Of(new TurnDetectionConfig { PrefixPaddingMs = -1 }), $"{Turn}.prefix_padding_ms" },
        { Of(new TurnDetectionConfig { SilenceDurationMs = 199 }), $"{Turn}.silence_duration_ms" },
        { Of(new TurnDetectionConfig { SilenceDurationMs = 2001 }), $"{Turn}.silence_duration_ms" },
        {
            Of(new TurnDetectionConfig { Semantic = new() { SilenceThresholdMs = -1 } }),
            $"{Turn}.semantic_vad_config.silence_threshold_ms"
        },
        {
            Of(new TurnDetectionConfig { Semantic = new() { UnfinishedWaitMs = 99 } }),
            $"{Turn}.semantic_vad_config.semantic_unfinished_wait_time_ms"
        },
        {
            Of(new TurnDetectionConfig { Semantic = new() { UnfinishedWaitMs = 2001 } }),
            $"{Turn}.semantic_vad_config.semantic_unfinished_wait_time_ms"
        },
        { Of(Interrupt("client_interrupt", "keyword_prefix", "停一下")), $"{Turn}.interrupt_config" },
        { Of(Interrupt("semantic_vad", "keyword_prefix", "停一下")), $"{Turn}.interrupt_config" },
        { Of(Interrupt(null, "keyword_prefix", "停一下")), $"{Turn}.interrupt_config" },
        { Of(Interrupt("server_vad", null, "停一下")), $"{Turn}.interrupt_config.mode" },
        { Of(Interrupt("server_vad", "all", "停一下")), $"{Turn}.interrupt_config.mode" },
        { Of(Interrupt("server_vad", "keyword_prefix")), $"{Turn}.interrupt_config.keywords" },
        {
            Of(Interrupt("server_vad", "keyword_contains", "停一下", "停一下", "停一下", "停一下", "停一下", "停一下")),
            $"{Turn}.interrupt_config.keywords"
        },
        { Of(Interrupt("server_vad", "keyword_contains", "停")), $"{Turn}.interrupt_config.keywords[0]" },
        { Of(Interrupt("server_vad", "keyword_contains", "停一下", "停下停下停下停下停")), $"{Turn}.interrupt_config.keywords[1]" },
        { Of(Interrupt("server_vad", "keyword_contains", "停一下！")), $"{Turn}.interrupt_config.keywords[0]" },
        { Of(Interrupt("server_vad", "keyword_contains", "stop it!")), $"{Turn}.interrupt_config.keywords[0]" },
        { Of(Interrupt("server_vad", "keyword_contains", "停一下～")), $"{Turn}.interrupt_config.keywords[0]" },
        { Of(Interrupt("server_vad", "keyword_contains", [null!])), $"{Turn}.interrupt_config.keywords[0]" },

        // asr_config
        { Of(new AsrConfig { HotWords = ["a", null!] }), $"{Asr}.hot_words[1]" },
        { Of(new AsrConfig { StreamMode = "stream" }), $"{Asr}.stream_mode" },
        { Of(new AsrConfig { UserLanguage = "en-US" }), $"{Asr}.user_language" },
        { Of(new AsrConfig { UserLanguage = "en-US", StreamMode = "bidirectional_stream" }), $"{Asr}.user_language" },
        { Of(new AsrConfig { UserLanguage = "zh", StreamMode = "output_no_stream" }), $"{Asr}.user_language" },
        { Of(new AsrConfig { EnableEmotion = true }), $"{Asr}.enable_emotion" },
        { Of(new AsrConfig { EnableGender = true, StreamMode = "bidirectional_stream" }), $"{Asr}.enable_gender" },
        {
            Of(new AsrConfig { SensitiveWords = new() { FilterWithEmpty = [null!] } }),
            $"{Asr}.sensitive_words_filter.filter_with_empty[0]"
        },
        {
            Of(new AsrConfig { SensitiveWords = new() { FilterWithSigned = ["a", null!] } }),
            $"{Asr}.sensitive_words_filter.filter_with_signed[1]"
        },

        // the rest
        { Subscribe("error", "chat.updated", "conversation.chat.camplete"), "data.event_subscriptions[2]" },
        { Subscribe("error", "chat.updated", ""), "data.event_subscriptions[2]" },
        { Subscribe(null!, "error", "chat.updated"), "data.event_subscriptions[0]" },
        { Subscribe("chat.updated"), "data.event_subscriptions" },
        { Subscribe("error"), "data.event_subscriptions" },
        {
            new ChatConfig { VoiceProcessing = new() { EnableAns = true, EnablePdns = true } },
            "data.voice_processing_config.enable_pdns"
        },
        { new ChatConfig { VoicePrint = new() { Score = -1 } }, "data.voice_print_config.score" },
        { new ChatConfig { VoicePrint = new() { Score = 101 } }, "data.voice_print_config.score" },
    };

    public static TheoryData<ChatConfig> Accepted => new()
    {
        new ChatConfig(),
        Of(new ConversationConfig { MetaData = Pairs(16) }),
        Of(new ConversationConfig { MetaData = Pair(Text(64), Text(512)) }),
        // Characters are code points: 64 and 512 of them, twice as many UTF-16 units.
        Of(new ConversationConfig { MetaData = Pair(Emoji(64), Emoji(512)) }),
        Of(new ConversationConfig { CustomVariables = Pair("Room_name", "") }),
        Of(new ConversationConfig { ExtraParams = Pair("longitude", "121.4737") }),
        Of(Parameter("anything 1", FullChatConfig.Element("null"))),
        Of(new InputAudioConfig()),
        Of(new InputAudioConfig { Format = "wav", Codec = "pcm", SampleRate = 22050, Channel = 2, BitDepth = 8 }),
        Of(new InputAudioConfig { Format = "ogg", Codec = "opus", BitDepth = 24 }),
        Of(new InputAudioConfig { Format = "pcm", Codec = "g711u", SampleRate = 8000 }),
        Of(new OutputAudioConfig { SpeechRate = -50, LoudnessRate = 100, Emotion = new() { EmotionScale = 1 } }),
        Of(new OutputAudioConfig { SpeechRate = 100, LoudnessRate = -50, Emotion = new() { EmotionScale = 5 } }),
        Of(Pcm(new PcmOutputConfig { SampleRate = 8000 }, "g711a")),
        Of(Pcm(new PcmOutputConfig { FrameSizeMs = 0 })),
        Of(Pcm(new PcmOutputConfig { FrameSizeMs = 1000, Limit = new(1, 1) })),
        Of(Pcm(new PcmOutputConfig { FrameSizeMs = 20, Limit = new(1, 50) })),
        Of(Opus(new OpusOutputConfig { SampleRate = 12000, FrameSizeMs = 60, Limit = new(1, 17) })),
        Of(new OutputAudioConfig { Codec = "mp3", Mp3 = new() { SampleRate = 32000, BitRate = 1_600_000 } }),
        Of(new TurnDetectionConfig { Type = "semantic_vad", PrefixPaddingMs = 0, SilenceDurationMs = 200 }),
        Of(new TurnDetectionConfig { SilenceDurationMs = 2000, Semantic = new() { UnfinishedWaitMs = 100 } }),
        Of(Interrupt("server_vad", "keyword_contains", "停下", "停下停下停下停下", "please stop", "停一下", "别说了")),
        Of(new AsrConfig { UserLanguage = "common", EnableEmotion = false, HotWords = [] }),
        Of(new AsrConfig { UserLanguage = "fil-PH", StreamMode = "output_no_stream", EnableGender = true }),
        Subscribe(),
        Subscribe("conversation.chat.canceled", "chat.updated", "error"),
        new ChatConfig { VoiceProcessing = new() { EnableAns = true, EnablePdns = false } },
        new ChatConfig { VoicePrint = new() { Score = 0 } },
        new ChatConfig { VoicePrint = new() { Score = 100 } },
        new ChatConfig { NeedPlayPrologue = false, PrologueContent = "kept for the first session" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void A_broken_limit_is_named_by_its_path_and_nothing_else_is(ChatConfig config, string path)
    {
        var problem = Assert.Single(ChatConfigValidator.Validate(config));

        Assert.Equal(path, problem.Path);
        Assert.NotEqual("", problem.Message);
    }

    [Theory]
    [MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public void A_value_on_the_limit_is_accepted(ChatConfig config) => Assert.Empty(ChatConfigValidator.Validate(config));

    [Fact]
    public void All_problems_come_at_once_in_the_order_of_the_message()
    {
        var config = new ChatConfig
        {
            VoicePrint = new() { Score = 200 },
            TurnDetection = new() { Type = "x" },
            OutputAudio = new() { Codec = "x", SpeechRate = 200 },
            InputAudio = new() { Format = "pcm", BitDepth = 1, Channel = 9 },
            Conversation = new() { ConversationId = "" },
        };

        Assert.Equal(
            [
                "data.chat_config.conversation_id", "data.input_audio.channel", "data.input_audio.bit_depth",
                "data.output_audio.codec", "data.output_audio.speech_rate", "data.turn_detection.type",
                "data.voice_print_config.score",
            ],
            ChatConfigValidator.Validate(config).Select(problem => problem.Path));
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void The_writer_refuses_what_the_validator_refuses(ChatConfig config, string path)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new EventWriter().Write(new UpdateChat(config)));

        Assert.StartsWith(path + " ", refusal.Message, StringComparison.Ordinal);
    }

    private static ChatConfig Of(ConversationConfig section) => new() { Conversation = section };

    private static ChatConfig Of(InputAudioConfig section) => new() { InputAudio = section };

    private static ChatConfig Of(OutputAudioConfig section) => new() { OutputAudio = section };

    private static ChatConfig Of(TurnDetectionConfig section) => new() { TurnDetection = section };

    private static ChatConfig Of(AsrConfig section) => new() { Asr = section };

    private static ChatConfig Subscribe(params string[] names) => new() { EventSubscriptions = names };

    private static OutputAudioConfig Pcm(PcmOutputConfig pcm, string codec = "pcm") => new() { Codec = codec, Pcm = pcm };

    private static OutputAudioConfig Opus(OpusOutputConfig opus) => new() { Codec = "opus", Opus = opus };

    private static TurnDetectionConfig Interrupt(string? type, string? mode, params string[] keywords) =>
        new() { Type = type, Interrupt = new() { Mode = mode, Keywords = keywords } };

    private static ConversationConfig Parameter(string name, JsonElement value) =>
        new() { Parameters = new Dictionary<string, JsonElement> { [name] = value } };

    private static Dictionary<string, string> Pair(string key, string value) => new() { [key] = value };

    private static Dictionary<string, string> Pairs(int count) =>
        Enumerable.Range(0, count).ToDictionary(i => $"key{i}", _ => "value");

    private static string Text(int length) => new('x', length);

    private static string Emoji(int count) => string.Concat(Enumerable.Repeat("😀", count));
}
