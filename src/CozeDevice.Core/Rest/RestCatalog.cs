namespace CozeDevice.Rest;

/// <summary>A call and its fields.</summary>
/// <param name="Section">Of the protocol.</param>
/// <param name="Call">Method and path.</param>
/// <param name="Command">The command that makes it, or null.</param>
/// <param name="Fields">The rows.</param>
internal sealed record RestTable(string Section, string Call, string? Command, IReadOnlyList<RestField> Fields);

/// <summary>Every call there is, in the order of the protocol.</summary>
internal static class RestCatalog
{
    /// <summary>The tables.</summary>
    internal static IReadOnlyList<RestTable> Tables { get; } =
    [
        new("7.3", "POST /v1/audio/rooms", "room create", RoomFields.All),
        new("7.4", "GET /v1/audio/voices", "voices list", VoiceFields.All),
        new("7.5", "POST /v1/conversation/create", "conversation create", ConversationFields.Create),
        new("7.5", "GET /v1/conversation/retrieve", "conversation show ID", ConversationFields.Retrieve),
        new("7.5", "GET /v1/conversations", "conversation list", ConversationFields.List),
        new("7.5", "POST /v1/conversations/:id/clear", "conversation clear ID", ConversationFields.Clear),
        new("7.6", "POST /v3/chat", "chat TEXT", ChatFields.All),
        new("7.6", "GET /v3/chat/retrieve", null, ChatFollowUpFields.Question),
        new("7.6", "GET /v3/chat/message/list", null, ChatFollowUpFields.Question),
        new("7.6", "POST /v3/chat/cancel", null, ChatFollowUpFields.Cancel),
        new("7.6", "POST /v3/chat/submit_tool_outputs", null, ChatFollowUpFields.Submit),
        new("7.7", "POST /v1/files/upload", "file upload FILE", AudioFields.Upload),
        new("7.7", "POST /v1/audio/speech", "speech TEXT", AudioFields.Speech),
        new("7.7", "POST /v1/audio/transcriptions", "transcribe FILE", AudioFields.Transcription),
    ];
}
