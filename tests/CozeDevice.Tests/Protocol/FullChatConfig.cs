using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Tests.Protocol;

/// <summary>A configuration with every member of protocol.md §3.1 set, and the JSON it has to become. (The two codecs'
/// sections stand side by side, which is allowed: the service reads the one its codec names.)</summary>
internal static class FullChatConfig
{
    public const string Json = """
        {
          "chat_config": {
            "conversation_id": "7500000000000000001", "user_id": "board-17", "auto_save_history": false,
            "meta_data": { "board": "17" }, "custom_variables": { "room_name": "厨房" },
            "extra_params": { "latitude": "31.2304", "longitude": "121.4737" },
            "parameters": { "scene": "night", "level": 3, "tags": ["a", null], "deep": { "on": true } }
          },
          "input_audio": { "format": "pcm", "codec": "opus", "sample_rate": 16000, "channel": 1, "bit_depth": 16 },
          "output_audio": {
            "codec": "opus",
            "pcm_config": { "sample_rate": 16000, "frame_size_ms": 20, "limit_config": { "period": 1, "max_frame_num": 60 } },
            "opus_config": { "sample_rate": 16000, "bitrate": 24000, "use_cbr": true, "frame_size_ms": 2.5,
                             "limit_config": { "period": 2, "max_frame_num": 900 } },
            "mp3_config": { "sample_rate": 44100, "bit_rate": 64000 },
            "speech_rate": -10, "loudness_rate": 10, "voice_id": "7426720361733000000",
            "context_texts": "Whisper.", "emotion_config": { "emotion": "happy", "emotion_scale": 2.5 }
          },
          "turn_detection": {
            "type": "server_vad", "prefix_padding_ms": 400, "silence_duration_ms": 700,
            "semantic_vad_config": { "silence_threshold_ms": 350, "semantic_unfinished_wait_time_ms": 900 },
            "interrupt_config": { "mode": "keyword_prefix", "keywords": ["停一下", "please stop"] }
          },
          "asr_config": {
            "hot_words": ["扣子"], "context": "A kitchen.", "context_type": "dialog", "user_language": "en-US",
            "enable_ddc": false, "enable_itn": false, "enable_punc": false, "stream_mode": "output_no_stream",
            "enable_nostream": true, "enable_emotion": true, "enable_gender": true,
            "sensitive_words_filter": { "system_reserved_filter": true, "filter_with_empty": ["x"], "filter_with_signed": ["y"] }
          },
          "event_subscriptions": ["error", "chat.updated", "conversation.audio.delta"],
          "need_play_prologue": true,
          "prologue_content": "Good morning.",
          "voice_processing_config": { "enable_ans": false, "enable_pdns": true, "voice_print_feature_id": "vp-1" },
          "voice_print_config": { "group_id": "g-1", "score": 55, "reuse_voice_info": true }
        }
        """;

    public static ChatConfig Value => new()
    {
        Conversation = new ConversationConfig
        {
            ConversationId = "7500000000000000001",
            UserId = "board-17",
            AutoSaveHistory = false,
            MetaData = new Dictionary<string, string> { ["board"] = "17" },
            CustomVariables = new Dictionary<string, string> { ["room_name"] = "厨房" },
            ExtraParams = new Dictionary<string, string> { ["latitude"] = "31.2304", ["longitude"] = "121.4737" },
            Parameters = new Dictionary<string, JsonElement>
            {
                ["scene"] = Element("\"night\""),
                ["level"] = Element("3"),
                ["tags"] = Element("""["a", null]"""),
                ["deep"] = Element("""{"on":true}"""),
            },
        },
        InputAudio = new InputAudioConfig
        {
            Format = "pcm",
            Codec = "opus",
            SampleRate = 16000,
            Channel = 1,
            BitDepth = 16,
        },
        OutputAudio = new OutputAudioConfig
        {
            Codec = "opus",
            Pcm = new PcmOutputConfig { SampleRate = 16000, FrameSizeMs = 20, Limit = new LimitConfig(1, 60) },
            Opus = new OpusOutputConfig
            {
                SampleRate = 16000,
                Bitrate = 24000,
                UseCbr = true,
                FrameSizeMs = 2.5,
                Limit = new LimitConfig(2, 900),
            },
            Mp3 = new Mp3OutputConfig { SampleRate = 44100, BitRate = 64000 },
            SpeechRate = -10,
            LoudnessRate = 10,
            VoiceId = "7426720361733000000",
            ContextTexts = "Whisper.",
            Emotion = new EmotionConfig { Emotion = "happy", EmotionScale = 2.5 },
        },
        TurnDetection = new TurnDetectionConfig
        {
            Type = TurnDetectionConfig.ServerVad,
            PrefixPaddingMs = 400,
            SilenceDurationMs = 700,
            Semantic = new SemanticVadConfig { SilenceThresholdMs = 350, UnfinishedWaitMs = 900 },
            Interrupt = new InterruptConfig { Mode = InterruptConfig.KeywordPrefix, Keywords = ["停一下", "please stop"] },
        },
        Asr = new AsrConfig
        {
            HotWords = ["扣子"],
            Context = "A kitchen.",
            ContextType = "dialog",
            UserLanguage = "en-US",
            EnableDdc = false,
            EnableItn = false,
            EnablePunc = false,
            StreamMode = AsrConfig.OutputNoStream,
            EnableNostream = true,
            EnableEmotion = true,
            EnableGender = true,
            SensitiveWords = new SensitiveWordsFilter
            {
                SystemReservedFilter = true,
                FilterWithEmpty = ["x"],
                FilterWithSigned = ["y"],
            },
        },
        EventSubscriptions = ["error", "chat.updated", "conversation.audio.delta"],
        NeedPlayPrologue = true,
        PrologueContent = "Good morning.",
        VoiceProcessing = new VoiceProcessingConfig
        {
            EnableAns = false,
            EnablePdns = true,
            VoicePrintFeatureId = "vp-1",
        },
        VoicePrint = new VoicePrintConfig { GroupId = "g-1", Score = 55, ReuseVoiceInfo = true },
    };

    public static JsonElement Element(string json) => JsonElement.Parse(json);
}
