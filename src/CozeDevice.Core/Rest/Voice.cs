using System.Text.Json;

namespace CozeDevice.Rest;

/// <summary>A voice (protocol §7.4). What the service left out is empty.</summary>
/// <param name="Id"><c>voice_id</c>.</param>
/// <param name="Name"><c>name</c>.</param>
internal sealed record Voice(string Id, string Name)
{
    /// <summary><c>is_system_voice</c>.</summary>
    public bool IsSystem { get; init; }

    /// <summary><c>language_code</c>.</summary>
    public string LanguageCode { get; init; } = "";

    /// <summary><c>language_name</c>.</summary>
    public string LanguageName { get; init; } = "";

    /// <summary><c>preview_text</c>.</summary>
    public string PreviewText { get; init; } = "";

    /// <summary><c>preview_audio</c>, an address.</summary>
    public string PreviewAudio { get; init; } = "";

    /// <summary><c>available_training_times</c>.</summary>
    public long TrainingTimes { get; init; }

    /// <summary><c>create_time</c>, seconds since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary><c>update_time</c>, seconds since 1970.</summary>
    public long UpdatedAt { get; init; }

    /// <summary><c>model_type</c>.</summary>
    public string ModelType { get; init; } = "";

    /// <summary><c>state</c>.</summary>
    public string State { get; init; } = "";

    /// <summary><c>support_emotions</c>.</summary>
    public IReadOnlyList<VoiceEmotion> Emotions { get; init; } = [];

    /// <summary>Reads one.</summary>
    internal static Voice Read(JsonElement voice)
    {
        var emotions = new List<VoiceEmotion>();
        foreach (var emotion in voice.Member("support_emotions").Objects())
            emotions.Add(VoiceEmotion.Read(emotion));
        return new(voice.Text("voice_id"), voice.Text("name"))
        {
            IsSystem = voice.Truth("is_system_voice"),
            LanguageCode = voice.Text("language_code"),
            LanguageName = voice.Text("language_name"),
            PreviewText = voice.Text("preview_text"),
            PreviewAudio = voice.Text("preview_audio"),
            TrainingTimes = voice.Integer("available_training_times") ?? 0,
            CreatedAt = voice.Integer("create_time") ?? 0,
            UpdatedAt = voice.Integer("update_time") ?? 0,
            ModelType = voice.Text("model_type"),
            State = voice.Text("state"),
            Emotions = emotions,
        };
    }
}

/// <summary>A feeling a voice can speak with.</summary>
/// <param name="Name"><c>emotion</c>.</param>
/// <param name="DisplayName"><c>display_name</c>.</param>
/// <param name="Min"><c>emotion_scale_interval.min</c>.</param>
/// <param name="Max"><c>emotion_scale_interval.max</c>.</param>
/// <param name="Default"><c>emotion_scale_interval.default</c>.</param>
internal sealed record VoiceEmotion(string Name, string DisplayName, string Min, string Max, string Default)
{
    /// <summary>Reads one.</summary>
    internal static VoiceEmotion Read(JsonElement emotion)
    {
        var scale = emotion.Member("emotion_scale_interval");
        return new(emotion.Text("emotion"), emotion.Text("display_name"), scale.Text("min"), scale.Text("max"), scale.Text("default"));
    }
}
