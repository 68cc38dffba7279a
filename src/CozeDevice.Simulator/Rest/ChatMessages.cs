using System.Text;

namespace CozeDevice.Simulator.Rest;

/// <summary>Messages an agent writes.</summary>
internal static class ChatMessages
{
    /// <summary>The answer.</summary>
    internal static Message Answer(string text) => new("assistant", "answer", text, "text");

    /// <summary>The note that a tool is called.</summary>
    internal static Message Call(ChatTool tool)
    {
        var content = JsonAnswer.ToBytes(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", tool.Name);
            json.WritePropertyName("arguments");
            json.WriteRawValue(tool.Arguments);
            json.WriteEndObject();
        });
        return new Message("assistant", "function_call", Encoding.UTF8.GetString(content.Span), "text");
    }

    /// <summary>The note that every answer has been written.</summary>
    internal static Message AllWritten()
    {
        var content = JsonAnswer.ToBytes(static json =>
        {
            json.WriteStartObject();
            json.WriteString("msg_type", "generate_answer_finish");
            json.WriteString("data", """{"finish_reason":0,"FinData":""}""");
            json.WriteNull("from_module");
            json.WriteNull("from_unit");
            json.WriteEndObject();
        });
        return new Message("assistant", "verbose", Encoding.UTF8.GetString(content.Span), "text");
    }
}
