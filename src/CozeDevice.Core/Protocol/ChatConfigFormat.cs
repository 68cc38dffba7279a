using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Writes the members of <c>chat.update</c>'s <c>data</c> into an open object (protocol §3.1).</summary>
internal static class ChatConfigFormat
{
    internal static void Write(Utf8JsonWriter json, ChatConfig config)
    {
        json.Section("chat_config"u8, config.Conversation, Conversation);
        json.Section("input_audio"u8, config.InputAudio, InputAudio);
        json.Section("output_audio"u8, config.OutputAudio, OutputAudioFormat.Write);
        json.Section("turn_detection"u8, config.TurnDetection, TurnDetection);
        json.Section("asr_config"u8, config.Asr, Asr);
        json.Optional("event_subscriptions"u8, config.EventSubscriptions);
        json.Optional("need_play_prologue"u8, config.NeedPlayPrologue);
        json.Optional("prologue_content"u8, config.PrologueContent);
        json.Section("voice_processing_config"u8, config.VoiceProcessing, VoiceProcessing);
        json.Section("voice_print_config"u8, config.VoicePrint, VoicePrint);
    }

    private static void Conversation(Utf8JsonWriter json, ConversationConfig config)
    {
        json.Optional("conversation_id"u8, config.ConversationId);
        json.Optional("user_id"u8, config.UserId);
        json.Optional("auto_save_history"u8, config.AutoSaveHistory);
        json.Optional("meta_data"u8, config.MetaData);
        json.Optional("custom_variables"u8, config.CustomVariables);
        json.Optional("extra_params"u8, config.ExtraParams);
        json.Optional("parameters"u8, config.Parameters);
    }

    private static void InputAudio(Utf8JsonWriter json, InputAudioConfig config)
    {
        json.Optional("format"u8, config.Format);
        json.Optional("codec"u8, config.Codec);
        json.Optional("sample_rate"u8, config.SampleRate);
        json.Optional("channel"u8, config.Channel);
        json.Optional("bit_depth"u8, config.BitDepth);
    }

    internal static void TurnDetection(Utf8JsonWriter json, TurnDetectionConfig config)
    {
        json.Optional("type"u8, config.Type);
        json.Optional("prefix_padding_ms"u8, config.PrefixPaddingMs);
        json.Optional("silence_duration_ms"u8, config.SilenceDurationMs);
        json.Section("semantic_vad_config"u8, config.Semantic, static (json, semantic) =>
        {
            json.Optional("silence_threshold_ms"u8, semantic.SilenceThresholdMs);
            json.Optional("semantic_unfinished_wait_time_ms"u8, semantic.UnfinishedWaitMs);
        });
        json.Section("interrupt_config"u8, config.Interrupt, static (json, interrupt) =>
        {
            json.Optional("mode"u8, interrupt.Mode);
            json.Optional("keywords"u8, interrupt.Keywords);
        });
    }

    internal static void Asr(Utf8JsonWriter json, AsrConfig config)
    {
        json.Optional("hot_words"u8, config.HotWords);
        json.Optional("context"u8, config.Context);
        json.Optional("context_type"u8, config.ContextType);
        json.Optional("user_language"u8, config.UserLanguage);
        json.Optional("enable_ddc"u8, config.EnableDdc);
        json.Optional("enable_itn"u8, config.EnableItn);
        json.Optional("enable_punc"u8, config.EnablePunc);
        json.Optional("stream_mode"u8, config.StreamMode);
        json.Optional("enable_nostream"u8, config.EnableNostream);
        json.Optional("enable_emotion"u8, config.EnableEmotion);
        json.Optional("enable_gender"u8, config.EnableGender);
        json.Section("sensitive_words_filter"u8, config.SensitiveWords, static (json, filter) =>
        {
            json.Optional("system_reserved_filter"u8, filter.SystemReservedFilter);
            json.Optional("filter_with_empty"u8, filter.FilterWithEmpty);
            json.Optional("filter_with_signed"u8, filter.FilterWithSigned);
        });
    }

    internal static void VoiceProcessing(Utf8JsonWriter json, VoiceProcessingConfig config)
    {
        json.Optional("enable_ans"u8, config.EnableAns);
        json.Optional("enable_pdns"u8, config.EnablePdns);
        json.Optional("voice_print_feature_id"u8, config.VoicePrintFeatureId);
    }

    internal static void VoicePrint(Utf8JsonWriter json, VoicePrintConfig config)
    {
        json.Optional("group_id"u8, config.GroupId);
        json.Optional("score"u8, config.Score);
        json.Optional("reuse_voice_info"u8, config.ReuseVoiceInfo);
    }
}
