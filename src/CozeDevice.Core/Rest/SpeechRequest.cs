namespace CozeDevice.Rest;

/// <summary>A text to speak (protocol §7.7). Null leaves a field out.</summary>
internal sealed record SpeechRequest
{
    /// <summary><c>input</c>.</summary>
    public string? Input { get; init; }

    /// <summary><c>voice_id</c>.</summary>
    public string? VoiceId { get; init; }

    /// <summary><c>response_format</c>.</summary>
    public string? Format { get; init; }

    /// <summary><c>speed</c>, 1 is the voice's own.</summary>
    public double? Speed { get; init; }

    /// <summary><c>sample_rate</c>, hertz.</summary>
    public int? SampleRate { get; init; }

    /// <summary><c>loudness_rate</c>.</summary>
    public int? LoudnessRate { get; init; }

    /// <summary><c>emotion</c>.</summary>
    public string? Emotion { get; init; }

    /// <summary><c>emotion_scale</c>.</summary>
    public double? EmotionScale { get; init; }

    /// <summary><c>context_texts</c>.</summary>
    public string? ContextTexts { get; init; }
}

/// <summary>A file to upload or to transcribe.</summary>
internal sealed record FileRequest
{
    /// <summary>The file.</summary>
    public FileContent? File { get; init; }
}
