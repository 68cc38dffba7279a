using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>Writes the Chat object.</summary>
internal static class ChatJson
{
    /// <summary>Writes a chat.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="turn">The chat.</param>
    /// <param name="status">The status to tell instead of the chat's own.</param>
    internal static void Write(Utf8JsonWriter json, ChatTurn turn, string? status = null)
    {
        var current = turn.Status;
        var failure = current == ChatStatus.Failed ? turn.Answer : null;
        json.WriteStartObject();
        json.WriteString("id", turn.Id);
        json.WriteString("conversation_id", turn.Conversation.Id);
        json.WriteString("bot_id", turn.BotId);
        json.WriteNumber("created_at", turn.CreatedAt);
        if (current == ChatStatus.Completed) json.WriteNumber("completed_at", turn.EndedAt);
        if (failure is not null) json.WriteNumber("failed_at", turn.EndedAt);
        json.WriteString("status", status ?? Name(current));
        json.WriteStartObject("last_error");
        json.WriteNumber("code", failure?.FailCode ?? 0);
        json.WriteString("msg", failure?.FailMessage ?? "");
        json.WriteEndObject();
        WriteUsage(json, turn);
        if (current == ChatStatus.RequiresAction) WriteRequiredAction(json, turn);
        MetaData.Write(json, turn.MetaData);
        json.WriteString("section_id", turn.Conversation.SectionId);
        json.WriteEndObject();
    }

    private static string Name(ChatStatus status) => status switch
    {
        ChatStatus.InProgress => "in_progress",
        ChatStatus.RequiresAction => "requires_action",
        ChatStatus.Completed => "completed",
        ChatStatus.Failed => "failed",
        _ => "canceled",
    };

    private static void WriteUsage(Utf8JsonWriter json, ChatTurn turn)
    {
        var (input, output) = turn.Usage;
        json.WriteStartObject("usage");
        json.WriteNumber("token_count", input + output);
        json.WriteNumber("output_count", output);
        json.WriteNumber("input_count", input);
        json.WriteEndObject();
    }

    private static void WriteRequiredAction(Utf8JsonWriter json, ChatTurn turn)
    {
        json.WriteStartObject("required_action");
        json.WriteString("type", "submit_tool_outputs");
        json.WriteStartObject("submit_tool_outputs");
        json.WriteStartArray("tool_calls");
        var tools = turn.Answer.Tools;
        for (var i = 0; i < tools.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("id", turn.CallId(i));
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", tools[i].Name);
            json.WriteString("arguments", tools[i].Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
