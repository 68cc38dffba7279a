using System.Diagnostics;
using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Writes <c>event_type</c> and <c>data</c> of a control event into an open object (protocol §3).</summary>
internal static class ClientEventFormat
{
    internal static void Write(Utf8JsonWriter json, ClientEvent clientEvent)
    {
        switch (clientEvent)
        {
            case UpdateChat update:
                Begin(json, ProtocolNames.UpdateChat);
                ChatConfigFormat.Write(json, update.Config);
                json.WriteEndObject();
                break;
            case CreateMessage message:
                Begin(json, ProtocolNames.CreateMessage);
                json.WriteString("role"u8, message.Role);
                json.WriteString("content_type"u8, message.ContentType);
                json.WriteString("content"u8, message.Content);
                json.WriteEndObject();
                break;
            case SubmitToolOutputs submit:
                Begin(json, ProtocolNames.SubmitToolOutputs);
                ToolOutputs(json, submit);
                json.WriteEndObject();
                break;
            case GenerateAudio generate:
                Begin(json, ProtocolNames.GenerateAudio);
                json.WriteString("mode"u8, "text"u8);
                json.WriteString("text"u8, generate.Text);
                json.WriteEndObject();
                break;
            default:
                json.WriteString("event_type"u8, NameWithoutData(clientEvent));
                break;
        }
    }

    private static ReadOnlySpan<byte> NameWithoutData(ClientEvent clientEvent) => clientEvent switch
    {
        CompleteInput => ProtocolNames.CompleteInput,
        ClearInput => ProtocolNames.ClearInput,
        ClearConversation => ProtocolNames.ClearConversation,
        CancelChat => ProtocolNames.CancelChat,
        _ => throw new UnreachableException(),
    };

    private static void Begin(Utf8JsonWriter json, ReadOnlySpan<byte> eventType)
    {
        json.WriteString("event_type"u8, eventType);
        json.WriteStartObject("data"u8);
    }

    private static void ToolOutputs(Utf8JsonWriter json, SubmitToolOutputs submit)
    {
        json.WriteString("chat_id"u8, submit.ChatId);
        json.WriteStartArray("tool_outputs"u8);
        foreach (var output in submit.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("tool_call_id"u8, output.ToolCallId);
            json.WriteString("output"u8, output.Output);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
