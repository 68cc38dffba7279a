using System.Text;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>How far a chat is (protocol §4.1).</summary>
/// <param name="Id">The chat.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="Status"><c>created in_progress completed failed requires_action canceled</c>.</param>
internal sealed record ChatState(string Id, string ConversationId, string Status)
{
    /// <summary><c>last_error.code</c>, 0 where nothing failed.</summary>
    public int ErrorCode { get; init; }

    /// <summary><c>last_error.msg</c>.</summary>
    public string ErrorMessage { get; init; } = "";

    /// <summary>Token counts, where given.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>The calls that wait for an answer.</summary>
    public IReadOnlyList<ToolCall> Calls { get; init; } = [];

    /// <summary>Whether nothing more comes by itself.</summary>
    public bool IsOver => Status is not ("created" or "in_progress");

    /// <summary>Reads a Chat object.</summary>
    internal static ChatState Read(JsonElement chat)
    {
        var error = chat.Member("last_error");
        var usage = chat.Member("usage");
        var action = chat.Member("required_action");
        var state = new ChatState(chat.Text("id"), chat.Text("conversation_id"), chat.Text("status"))
        {
            ErrorCode = (int)Math.Clamp(error.Integer("code") ?? 0, 0, int.MaxValue),
            ErrorMessage = error.Text("msg"),
            Usage = usage.ValueKind == JsonValueKind.Object
                ? new(Count(usage, "token_count"), Count(usage, "output_count"), Count(usage, "input_count"))
                : null,
            Calls = action.ValueKind == JsonValueKind.Object
                ? ToolCallParser.Parse(Encoding.UTF8.GetBytes(action.GetRawText()))
                : [],
        };
        return state is { Id: "" } or { ConversationId: "" } or { Status: "" }
            ? throw new RestException(RestFailure.BadAnswer, "the answer is no chat: id, conversation_id or status is missing")
            : state;
    }

    private static int Count(JsonElement usage, string name) => (int)Math.Clamp(usage.Integer(name) ?? 0, 0, int.MaxValue);
}
