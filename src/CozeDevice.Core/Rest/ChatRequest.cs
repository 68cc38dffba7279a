using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>A question in text (protocol §7.6). Null leaves a field out.</summary>
internal sealed record ChatRequest
{
    /// <summary><c>conversation_id</c>.</summary>
    public string? ConversationId { get; init; }

    /// <summary><c>bot_id</c>.</summary>
    public string? BotId { get; init; }

    /// <summary><c>user_id</c>.</summary>
    public string? UserId { get; init; }

    /// <summary><c>stream</c>.</summary>
    public bool? Stream { get; init; }

    /// <summary><c>auto_save_history</c>.</summary>
    public bool? AutoSaveHistory { get; init; }

    /// <summary><c>additional_messages</c>: context, and the question last.</summary>
    public IReadOnlyList<RestMessage>? Messages { get; init; }

    /// <summary><c>custom_variables</c>.</summary>
    public IReadOnlyDictionary<string, string>? CustomVariables { get; init; }

    /// <summary><c>meta_data</c>.</summary>
    public IReadOnlyDictionary<string, string>? MetaData { get; init; }

    /// <summary><c>extra_params</c>.</summary>
    public IReadOnlyDictionary<string, string>? ExtraParams { get; init; }

    /// <summary><c>parameters</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary><c>connector_id</c>.</summary>
    public string? ConnectorId { get; init; }

    /// <summary><c>enable_card</c>.</summary>
    public bool? EnableCard { get; init; }

    /// <summary><c>shortcut_command</c>: an object of the service's own.</summary>
    public IReadOnlyDictionary<string, JsonElement>? ShortcutCommand { get; init; }

    /// <summary><c>publish_status</c>.</summary>
    public string? PublishStatus { get; init; }
}

/// <summary>One chat that was begun.</summary>
internal sealed record ChatReference
{
    /// <summary><c>conversation_id</c>.</summary>
    public string? ConversationId { get; init; }

    /// <summary><c>chat_id</c>.</summary>
    public string? ChatId { get; init; }
}

/// <summary>Answers to the tool calls of a chat.</summary>
internal sealed record ToolOutputRequest
{
    /// <summary><c>conversation_id</c>.</summary>
    public string? ConversationId { get; init; }

    /// <summary><c>chat_id</c>.</summary>
    public string? ChatId { get; init; }

    /// <summary><c>tool_outputs</c>: one per call.</summary>
    public IReadOnlyList<ToolOutput>? Outputs { get; init; }

    /// <summary><c>stream</c>.</summary>
    public bool? Stream { get; init; }
}
