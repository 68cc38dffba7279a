using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Writes the members of <c>output_audio</c> into an open object (protocol §3.1.3).</summary>
internal static class OutputAudioFormat
{
    internal static void Write(Utf8JsonWriter json, OutputAudioConfig config)
    {
        json.Optional("codec"u8, config.Codec);
        json.Section("pcm_config"u8, config.Pcm, static (json, pcm) =>
        {
            json.Optional("sample_rate"u8, pcm.SampleRate);
            json.Optional("frame_size_ms"u8, pcm.FrameSizeMs);
            json.Section("limit_config"u8, pcm.Limit, Limit);
        });
        json.Section("opus_config"u8, config.Opus, static (json, opus) =>
        {
            json.Optional("sample_rate"u8, opus.SampleRate);
            json.Optional("bitrate"u8, opus.Bitrate);
            json.Optional("use_cbr"u8, opus.UseCbr);
            json.Optional("frame_size_ms"u8, opus.FrameSizeMs);
            json.Section("limit_config"u8, opus.Limit, Limit);
        });
        json.Section("mp3_config"u8, config.Mp3, static (json, mp3) =>
        {
            json.Optional("sample_rate"u8, mp3.SampleRate);
            json.Optional("bit_rate"u8, mp3.BitRate);
        });
        json.Optional("speech_rate"u8, config.SpeechRate);
        json.Optional("loudness_rate"u8, config.LoudnessRate);
        json.Optional("voice_id"u8, config.VoiceId);
        json.Optional("context_texts"u8, config.ContextTexts);
        json.Section("emotion_config"u8, config.Emotion, static (json, emotion) =>
        {
            json.Optional("emotion"u8, emotion.Emotion);
            json.Optional("emotion_scale"u8, emotion.EmotionScale);
        });
    }

    private static void Limit(Utf8JsonWriter json, LimitConfig limit)
    {
        json.WriteNumber("period"u8, limit.Period);
        json.WriteNumber("max_frame_num"u8, limit.MaxFrameNum);
    }
}
