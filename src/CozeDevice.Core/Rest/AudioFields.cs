namespace CozeDevice.Rest;

/// <summary>The fields of speech, transcription and upload.</summary>
internal static class AudioFields
{
    private const int MaxInputBytes = 1024;
    private const int MaxTranscriptionBytes = 10 * 1024 * 1024;

    /// <summary>Of <c>POST /v1/audio/speech</c>.</summary>
    internal static IReadOnlyList<RestField<SpeechRequest>> Speech { get; } =
    [
        FieldOf.Text<SpeechRequest>("input", null, "What is spoken.", static s => s.Input, static (s, v) => s with { Input = v }) with
        {
            IsRequired = true, MaxBytes = MaxInputBytes, Note = "the argument of the command",
        },
        FieldOf.Text<SpeechRequest>("voice_id", "voice-id", "The voice; `voices list` shows them.",
            static s => s.VoiceId, static (s, v) => s with { VoiceId = v }) with { Key = "Coze:VoiceId", IsRequired = true },
        FieldOf.Text<SpeechRequest>("response_format", "response-format", "The format of the file.",
            static s => s.Format, static (s, v) => s with { Format = v }) with
        {
            Default = "mp3", Choices = ["wav", "pcm", "ogg_opus", "mp3"], Note = "the command follows the name of the file",
        },
        FieldOf.Number<SpeechRequest>("speed", "speed", "How fast; 1 is the voice's own.",
            static s => s.Speed, static (s, v) => s with { Speed = v }) with
        {
            Default = "1", Min = 0.2, Max = 3, Note = "0.5 to 2 unless the voice is of a small model",
        },
        FieldOf.Integer<SpeechRequest>("sample_rate", "sample-rate", "Samples a second.",
            static s => s.SampleRate, static (s, v) => s with { SampleRate = v }) with
        {
            Default = "24000", Choices = ["8000", "16000", "22050", "24000", "32000", "44100", "48000"],
        },
        FieldOf.Integer<SpeechRequest>("loudness_rate", "loudness-rate", "How loud; -50 is half, 100 twice.",
            static s => s.LoudnessRate, static (s, v) => s with { LoudnessRate = v }) with { Default = "0", Min = -50, Max = 100 },
        FieldOf.Text<SpeechRequest>("emotion", "emotion", "A feeling; `voices list` shows which a voice has.",
            static s => s.Emotion, static (s, v) => s with { Emotion = v }) with
        {
            Choices = ["happy", "sad", "angry", "surprised", "fear", "hate", "excited", "coldness", "neutral"],
        },
        FieldOf.Number<SpeechRequest>("emotion_scale", "emotion-scale", "How strong it is.",
            static s => s.EmotionScale, static (s, v) => s with { EmotionScale = v }) with { Default = "4", Min = 1, Max = 5 },
        FieldOf.Text<SpeechRequest>("context_texts", "context-texts", "A hint of style, for voices that take one.",
            static s => s.ContextTexts, static (s, v) => s with { ContextTexts = v }),
    ];

    /// <summary>Of <c>POST /v1/audio/transcriptions</c>.</summary>
    internal static IReadOnlyList<RestField<FileRequest>> Transcription { get; } =
        [File("The sound.", MaxTranscriptionBytes) with { Note = "shorter than 30 minutes; the argument of the command" }];

    /// <summary>Of <c>POST /v1/files/upload</c>. One page of the service allows 512 MB, another no body over 15.</summary>
    internal static IReadOnlyList<RestField<FileRequest>> Upload { get; } =
        [File("The file.", RestCall.MaxBodyBytes) with { Note = "the whole body counts; the argument of the command" }];

    private static RestField<FileRequest> File(string summary, int maxBytes) =>
        FieldOf.Other<FileRequest, FileContent>("file", FieldType.File, null, summary,
            static r => r.File, static (r, v) => r with { File = v }) with
        {
            Place = FieldPlace.Part,
            IsRequired = true,
            MaxBytes = maxBytes,
        };
}
