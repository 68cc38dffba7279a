using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>What the parts of an <c>object_string</c> message come to.</summary>
/// <param name="Text">Its text parts, joined.</param>
/// <param name="HasAudio">Whether one part is sound.</param>
internal readonly record struct MessageParts(string Text, bool HasAudio)
{
    /// <summary>Reads the JSON text of a list of parts.</summary>
    internal static bool TryRead(string content, out MessageParts parts)
    {
        parts = default;
        try
        {
            var list = JsonElement.Parse(content);
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || !JsonTexts.AreWhole(list)) return false;
            var texts = new List<string>();
            var hasAudio = false;
            foreach (var part in list.EnumerateArray())
            {
                if (part.ValueKind != JsonValueKind.Object) return false;
                switch (Member(part, "type"))
                {
                    case "text" when Member(part, "text") is { } text: texts.Add(text); break;
                    case "image" or "file" when HasSource(part): break;
                    case "audio" when HasSource(part): hasAudio = true; break;
                    default: return false;
                }
            }

            parts = new MessageParts(string.Join('\n', texts), hasAudio);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasSource(JsonElement part) =>
        Member(part, "file_id") is not null || Member(part, "file_url") is not null;

    private static string? Member(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
