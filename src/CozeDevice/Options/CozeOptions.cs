namespace CozeDevice.Options;

/// <summary>Section <c>Coze</c>.</summary>
internal sealed record CozeOptions
{
    /// <summary>Base of the REST endpoints; paths such as <c>/v1/conversation/create</c> are appended.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>Base of the WebSocket endpoints; <c>/v1/chat</c> is appended.</summary>
    public required Uri WebSocketUrl { get; init; }

    /// <summary>The bot to talk to.</summary>
    public required string BotId { get; init; }

    /// <summary>A dialogue flow to run, or null.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>A decimal number for the service's support, or null.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Who is talking. Unless configured, an id of this board that does not reveal its machine id.</summary>
    public required string UserId { get; init; }

    /// <summary>A conversation to go on with, or null for the remembered or a new one.</summary>
    public string? ConversationId { get; init; }

    /// <summary>A PEM file with further trusted roots, or null.</summary>
    public string? CaFile { get; init; }
}
