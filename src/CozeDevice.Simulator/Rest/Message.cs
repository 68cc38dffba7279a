using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>A message of a conversation, as the client sent it or as the agent wrote it.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Type">Such as <c>question</c>, <c>answer</c>, <c>verbose</c>.</param>
/// <param name="Content">Text, or JSON text of parts.</param>
/// <param name="ContentType"><c>text</c>, <c>object_string</c> or <c>audio</c>.</param>
internal sealed record Message(string Role, string Type, string Content, string ContentType)
{
    private const int MaxMessages = 100;

    /// <summary>Decimal id.</summary>
    internal string Id { get; } = Ids.Next();

    /// <summary>Reads a list of messages of a request.</summary>
    /// <exception cref="ApiException">Too many messages, or an invalid one.</exception>
    internal static IReadOnlyList<Message> ReadList(JsonFields body, string name)
    {
        var items = body.Objects(name);
        if (items.Count > MaxMessages)
            throw new ApiException(ErrorCode.TooManyMessages, $"{name} should have at most {MaxMessages} messages");
        return [.. items.Select(Read)];
    }

    /// <summary>The text a person would read in it: the text parts of a message of several parts.</summary>
    internal string PlainText() =>
        ContentType == "object_string" && MessageParts.TryRead(Content, out var parts) ? parts.Text : Content;

    /// <summary>Whether somebody spoke in it.</summary>
    internal bool HasAudio() =>
        ContentType == "object_string" && MessageParts.TryRead(Content, out var parts) && parts.HasAudio;

    private static Message Read(JsonFields item)
    {
        var role = item.Choice("role", "user", "assistant") ?? throw Invalid("role is required");
        var contentType = item.Choice("content_type", "text", "object_string", "card") ?? "text";
        var content = item.Text("content") ?? throw Invalid("content is required");
        if (contentType == "object_string" && !MessageParts.TryRead(content, out _))
            throw Invalid("content should be the JSON text of a list of parts");
        MetaData.Read(item);
        var type = item.Text("type") is { Length: > 0 } given ? given : role == "user" ? "question" : "answer";
        return new Message(role, type, content, contentType);
    }

    private static ApiException Invalid(string reason) => new(ErrorCode.InvalidMessage, $"invalid message: {reason}");

    /// <summary>Writes the message as part of a chat.</summary>
    internal void WriteTo(Utf8JsonWriter json, ChatTurn turn, string? content = null, string? contentType = null)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("conversation_id", turn.Conversation.Id);
        json.WriteString("bot_id", turn.BotId);
        json.WriteString("role", Role);
        json.WriteString("type", Type);
        json.WriteString("content", content ?? Content);
        json.WriteString("content_type", contentType ?? ContentType);
        json.WriteString("chat_id", turn.Id);
        json.WriteString("section_id", turn.Conversation.SectionId);
        json.WriteNumber("created_at", turn.CreatedAt);
        json.WriteNumber("updated_at", turn.CreatedAt);
        json.WriteEndObject();
    }
}
