using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Checks, writes and reads messages.</summary>
internal static class RestMessageFormat
{
    private static ReadOnlySpan<string> Types =>
        new[] { "question", "answer", "function_call", "tool_output", "tool_response" };

    /// <summary>Adds what is wrong with a message.</summary>
    internal static void Check(string path, RestMessage message, ProblemList problems)
    {
        problems.OneOf($"{path}.role", message.Role ?? "", ["user", "assistant"]);
        problems.OneOf($"{path}.type", message.Type, Types);
        problems.OneOf($"{path}.content_type", message.ContentType ?? "", ["text", "object_string", "card"]);
        problems.NotEmpty($"{path}.content", message.Content);
        if (message is { ContentType: "object_string", Content.Length: > 0 })
            ObjectStringRules.Check($"{path}.content", message.Content, problems);
        if (message.MetaData is { } pairs)
            ConversationRules.MetaData($"{path}.meta_data", pairs, problems);
    }

    /// <summary>Writes one object.</summary>
    internal static void Write(Utf8JsonWriter json, RestMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role);
        json.Optional("type"u8, message.Type);
        json.WriteString("content"u8, message.Content);
        json.WriteString("content_type"u8, message.ContentType);
        json.Optional("meta_data"u8, message.MetaData);
        json.WriteEndObject();
    }

    /// <summary>Reads one of an answer; whatever is missing is empty.</summary>
    internal static RestMessage Read(JsonElement message) => new(message.Text("role"), message.Text("content"))
    {
        Type = message.Text("type"),
        ContentType = message.Text("content_type"),
    };

    /// <summary>The content of a question with a file: the JSON text of its parts.</summary>
    /// <param name="text">What is asked.</param>
    /// <param name="kind"><c>image</c>, <c>file</c> or <c>audio</c>.</param>
    /// <param name="fileId">Of an upload.</param>
    internal static string WithFile(string text, string kind, string fileId)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, text);
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("type"u8, kind);
            json.WriteString("file_id"u8, fileId);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
