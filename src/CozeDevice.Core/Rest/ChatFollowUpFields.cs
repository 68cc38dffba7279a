using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>The fields of the calls that follow <c>POST /v3/chat</c>.</summary>
internal static class ChatFollowUpFields
{
    /// <summary>Of <c>GET /v3/chat/retrieve</c> and <c>GET /v3/chat/message/list</c>.</summary>
    internal static IReadOnlyList<RestField<ChatReference>> Question { get; } =
        [Conversation(FieldPlace.Query), Chat(FieldPlace.Query)];

    /// <summary>Of <c>POST /v3/chat/cancel</c>.</summary>
    internal static IReadOnlyList<RestField<ChatReference>> Cancel { get; } =
        [Chat(FieldPlace.Body), Conversation(FieldPlace.Body)];

    /// <summary>Of <c>POST /v3/chat/submit_tool_outputs</c>.</summary>
    internal static IReadOnlyList<RestField<ToolOutputRequest>> Submit { get; } =
    [
        FieldOf.Text<ToolOutputRequest>("conversation_id", null, "The conversation.",
            static r => r.ConversationId, static (r, v) => r with { ConversationId = v }) with
        {
            Place = FieldPlace.Query, IsRequired = true,
        },
        FieldOf.Text<ToolOutputRequest>("chat_id", null, "The chat.", static r => r.ChatId, static (r, v) => r with { ChatId = v }) with
        {
            Place = FieldPlace.Query, IsRequired = true,
        },
        FieldOf.Other<ToolOutputRequest, IReadOnlyList<ToolOutput>>("tool_outputs", FieldType.ToolOutputs, null, "One per call.",
            static r => r.Outputs, static (r, v) => r with { Outputs = v }) with
        {
            IsRequired = true, Min = 1, Note = "tool_call_id and output",
        },
        FieldOf.Boolean<ToolOutputRequest>("stream", null, "Whether the answer comes piece by piece.",
            static r => r.Stream, static (r, v) => r with { Stream = v }) with { Default = "false" },
    ];

    private static RestField<ChatReference> Conversation(FieldPlace place) =>
        FieldOf.Text<ChatReference>("conversation_id", null, "The conversation.",
            static r => r.ConversationId, static (r, v) => r with { ConversationId = v }) with
        { Place = place, IsRequired = true };

    private static RestField<ChatReference> Chat(FieldPlace place) =>
        FieldOf.Text<ChatReference>("chat_id", null, "The chat.", static r => r.ChatId, static (r, v) => r with { ChatId = v }) with
        {
            Place = place,
            IsRequired = true,
        };
}
