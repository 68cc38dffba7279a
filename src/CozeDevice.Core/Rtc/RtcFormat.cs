using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rtc;

/// <summary>Writes <c>event_type</c> and <c>data</c> of a message up into an open object.</summary>
internal static class RtcFormat
{
    internal static void Write(Utf8JsonWriter json, RtcClientEvent message)
    {
        switch (message)
        {
            case SameAsSocket same:
                ClientEventFormat.Write(json, same.Event);
                return;
            case UpdateSession update:
                Begin(json, "session.update"u8);
                Session(json, update.Session);
                break;
            case StartInput:
                Begin(json, "input_audio_buffer.start"u8);
                break;
            case ReportVoice voice:
                Begin(json, "client.vad"u8);
                json.WriteBoolean("vad"u8, voice.IsSpeaking);
                break;
            case UpdatePreAnswer filler:
                Begin(json, "session.pre_answer.update"u8);
                Filler(json, filler);
                break;
            case UpdateMode mode:
                Begin(json, "mode.update"u8);
                json.WriteString("mode"u8, mode.Mode);
                json.Section("chat"u8, mode.UserLanguage, static (json, language) => json.WriteString("user_language"u8, language));
                break;
        }
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, ReadOnlySpan<byte> eventType)
    {
        json.WriteString("event_type"u8, eventType);
        json.WriteStartObject("data"u8);
    }

    private static void Session(Utf8JsonWriter json, RtcSession session)
    {
        json.Optional("voice_id"u8, session.VoiceId);
        json.Optional("speech_rate"u8, session.SpeechRate);
        json.Optional("loudness_rate"u8, session.LoudnessRate);
        json.Optional("longest_silence_ms"u8, session.LongestSilenceMs);
        json.Optional("event_subscriptions"u8, session.EventSubscriptions);
        json.Section("chat_config"u8, session.Chat, Chat);
        json.Section("turn_detection"u8, session.TurnDetection, ChatConfigFormat.TurnDetection);
        json.Section("asr_config"u8, session.Asr, ChatConfigFormat.Asr);
        json.Section("tts_config"u8, session.Speech, static (json, speech) =>
        {
            json.Optional("context_texts"u8, speech.ContextTexts);
            json.Optional("emotion"u8, speech.Emotion);
            json.Optional("emotion_scale"u8, speech.EmotionScale);
        });
        json.Section("voice_print_config"u8, session.VoicePrint, ChatConfigFormat.VoicePrint);
        json.Section("voice_processing_config"u8, session.VoiceProcessing, ChatConfigFormat.VoiceProcessing);
    }

    private static void Chat(Utf8JsonWriter json, RtcChatConfig chat)
    {
        json.Optional("meta_data"u8, chat.MetaData);
        json.Optional("custom_variables"u8, chat.CustomVariables);
        json.Optional("extra_params"u8, chat.ExtraParams);
        json.Optional("plugin_interrupt_mode"u8, chat.PluginInterruptMode);
        json.Optional("allow_voice_interrupt"u8, chat.AllowVoiceInterrupt);
        json.Section("interrupt_config"u8, chat.Interrupt, static (json, interrupt) =>
        {
            json.Optional("mode"u8, interrupt.Mode);
            json.Optional("keywords"u8, interrupt.Keywords);
        });
        json.Optional("parameters"u8, chat.Parameters);
    }

    private static void Filler(Utf8JsonWriter json, UpdatePreAnswer filler)
    {
        json.WriteStartObject("pre_answer"u8);
        json.WriteString("type"u8, filler.Answer.Type);
        json.Optional("file_id"u8, filler.Answer.FileId);
        json.Optional("pre_answer_list"u8, filler.Answer.Texts);
        json.Optional("bot_id"u8, filler.Answer.BotId);
        json.WriteEndObject();
        json.Section("trigger"u8, filler.Trigger, static (json, trigger) =>
        {
            json.WriteString("type"u8, trigger.Type);
            json.Optional("time_after"u8, trigger.AfterMs);
        });
    }
}
