using System.Text.Json.Nodes;

namespace CozeDevice.Simulator.Turns;

/// <summary>The ids every Chat and Message object of a turn carries, and those objects.</summary>
/// <param name="BotId">The agent.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="SectionId">The context section in it.</param>
/// <param name="ChatId">The turn.</param>
/// <param name="CreatedAt">Seconds since 1970.</param>
internal sealed record TurnIds(string BotId, string ConversationId, string SectionId, string ChatId, long CreatedAt)
{
    /// <summary>The ids of speech that belongs to no chat.</summary>
    internal static readonly TurnIds None = new("0", "0", "0", "0", 0);

    /// <summary>A Chat object (protocol §4.1).</summary>
    internal JsonObject Chat(string status, int inputCount = 0, int outputCount = 0) => new()
    {
        ["id"] = ChatId,
        ["conversation_id"] = ConversationId,
        ["bot_id"] = BotId,
        ["created_at"] = CreatedAt,
        ["status"] = status,
        ["usage"] = new JsonObject
        {
            ["token_count"] = inputCount + outputCount,
            ["output_count"] = outputCount,
            ["input_count"] = inputCount,
        },
        ["section_id"] = SectionId,
    };

    /// <summary>A Message object (protocol §4.2).</summary>
    internal JsonObject Message(string id, string role, string type, string content, string contentType) => new()
    {
        ["id"] = id,
        ["conversation_id"] = ConversationId,
        ["bot_id"] = BotId,
        ["role"] = role,
        ["type"] = type,
        ["content"] = content,
        ["content_type"] = contentType,
        ["chat_id"] = ChatId,
        ["section_id"] = SectionId,
    };
}
