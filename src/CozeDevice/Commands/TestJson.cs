using System.Text.Json;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>The result of the sound test as JSON. Pure.</summary>
internal static class TestJson
{
    /// <summary>Writes everything as one object.</summary>
    public static void Write(
        Utf8JsonWriter json, SpeakerResult speaker, MicrophoneResult microphone, IReadOnlyList<Remedy> remedies)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", !remedies.Any(remedy => remedy.Finding.IsFault));
        json.WriteBoolean("asked", false); // JSON is for scripts
        json.WriteStartObject("speaker");
        json.WriteString("device", speaker.Device);
        json.WriteString("problem", speaker.Problem);
        json.WriteEndObject();
        json.WriteStartObject("microphone");
        json.WriteString("device", microphone.Device);
        json.WriteString("problem", microphone.Problem);
        if (microphone.Report is { } report) LevelJson.WriteMembers(json, report);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var remedy in remedies)
        {
            json.WriteStartObject();
            json.WriteString("code", remedy.Finding.Code);
            json.WriteString("text", remedy.Finding.Text);
            json.WriteBoolean("fault", remedy.Finding.IsFault);
            json.WriteStartArray("remedies");
            foreach (var line in remedy.Lines) json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
