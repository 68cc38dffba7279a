using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>A voice that can be spoken with.</summary>
/// <param name="Id">Decimal id.</param>
/// <param name="Name">Name as shown to people.</param>
/// <param name="LanguageCode">Such as <c>zh</c>.</param>
/// <param name="LanguageName">The language's name in itself.</param>
/// <param name="PreviewText">What the preview says.</param>
internal sealed record Voice(string Id, string Name, string LanguageCode, string LanguageName, string PreviewText)
{
    private const long CreatedAt = 1_729_686_510;

    /// <summary><c>big</c> or <c>small</c>.</summary>
    internal string ModelType { get; init; } = "big";

    /// <summary><c>init</c> (bought, not trained) or <c>cloned</c> (usable).</summary>
    internal string State { get; init; } = "cloned";

    /// <summary>Belongs to the service, not to a user.</summary>
    internal bool IsSystem { get; init; } = true;

    /// <summary>How often the user may still train it, at most 10.</summary>
    internal int TrainingTimes { get; init; }

    /// <summary>Feelings it can speak with: wire name and the name shown to people.</summary>
    internal IReadOnlyList<(string Name, string DisplayName)> Emotions { get; init; } = [];

    /// <summary>Writes the voice as the service lists it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="baseUrl">Where the preview is fetched from.</param>
    internal void WriteTo(Utf8JsonWriter json, string baseUrl)
    {
        json.WriteStartObject();
        json.WriteString("voice_id", Id);
        json.WriteString("name", Name);
        json.WriteBoolean("is_system_voice", IsSystem);
        json.WriteString("language_code", LanguageCode);
        json.WriteString("language_name", LanguageName);
        json.WriteString("preview_text", PreviewText);
        json.WriteString("preview_audio", $"{baseUrl}/previews/{Id}.wav");
        json.WriteNumber("available_training_times", TrainingTimes);
        json.WriteNumber("create_time", CreatedAt);
        json.WriteNumber("update_time", CreatedAt);
        json.WriteString("model_type", ModelType);
        json.WriteString("state", State);
        if (Emotions.Count > 0) WriteEmotions(json);
        json.WriteEndObject();
    }

    private void WriteEmotions(Utf8JsonWriter json)
    {
        json.WriteStartArray("support_emotions");
        foreach (var (name, displayName) in Emotions)
        {
            json.WriteStartObject();
            json.WriteString("emotion", name);
            json.WriteString("display_name", displayName);
            json.WriteStartObject("emotion_scale_interval");
            json.WriteNumber("min", 1);
            json.WriteNumber("max", 5);
            json.WriteNumber("default", 4);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
