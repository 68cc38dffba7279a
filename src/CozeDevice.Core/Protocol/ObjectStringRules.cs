using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Limits of a multimodal message's <c>content</c> (protocol §3.5): the JSON text of an array of
/// parts.</summary>
internal static class ObjectStringRules
{
    internal static void Check(string path, string content, ProblemList problems)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            Parts(path, document.RootElement, problems);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            // ArgumentException: half a surrogate pair. The text is the user's and stays out of the message.
            problems.Add(path, "must be JSON for content_type object_string");
        }
    }

    private static void Parts(string path, JsonElement parts, ProblemList problems)
    {
        if (parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() == 0)
        {
            problems.Add(path, "must be a JSON array of parts for content_type object_string");
            return;
        }
        var index = 0;
        foreach (var part in parts.EnumerateArray())
            Part($"{path}[{index++}]", part, problems);
    }

    private static void Part(string path, JsonElement part, ProblemList problems)
    {
        switch (Member(part, "type"))
        {
            case "text":
                problems.Require(Member(part, "text") is not null, $"{path}.text", "must be a text");
                break;
            case "image" or "file" or "audio":
                problems.Require(
                    Member(part, "file_id") is { Length: > 0 } || Member(part, "file_url") is { Length: > 0 },
                    path,
                    "must have a file_id or a file_url");
                break;
            default:
                problems.Add($"{path}.type", "must be one of text, image, file, audio");
                break;
        }
    }

    private static string? Member(JsonElement part, string name) => JsonText.Text(JsonText.Member(part, name));
}
