using System.Text.Json;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary>A chat that is over, for scripts.</summary>
internal static class ChatResultJson
{
    /// <summary>Writes one object.</summary>
    public static void Write(Utf8JsonWriter json, ChatState chat, string text)
    {
        json.WriteStartObject();
        json.WriteString("conversation_id", chat.ConversationId);
        json.WriteString("chat_id", chat.Id);
        json.WriteString("status", chat.Status);
        json.WriteString("text", text);
        if (chat.ErrorCode != 0)
        {
            json.WriteStartObject("last_error");
            json.WriteNumber("code", chat.ErrorCode);
            json.WriteString("msg", chat.ErrorMessage);
            json.WriteEndObject();
        }

        if (chat.Calls.Count > 0)
        {
            json.WriteStartArray("tool_calls");
            foreach (var call in chat.Calls)
            {
                json.WriteStartObject();
                json.WriteString("id", call.Id);
                json.WriteString("type", call.Type);
                json.WriteString("name", call.Name);
                json.WriteString("arguments", call.Arguments);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (chat.Usage is { } usage)
        {
            json.WriteStartObject("usage");
            json.WriteNumber("token_count", usage.Total);
            json.WriteNumber("output_count", usage.Output);
            json.WriteNumber("input_count", usage.Input);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
