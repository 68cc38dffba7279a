namespace CozeDevice.Protocol;

/// <summary>Reads the Chat object (protocol §4.1) of the five events that carry one.</summary>
internal static class ChatParser
{
    internal static ChatEvent Parse(ServerEventKind kind, ReadOnlySpan<byte> data, string? logId)
    {
        var id = "";
        var chatId = "";
        var conversationId = "";
        ReadOnlySpan<byte> usage = default;
        ReadOnlySpan<byte> lastError = default;
        ReadOnlySpan<byte> requiredAction = default;
        var members = new ObjectReader(data);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("id"u8))
                id = members.Id();
            else if (members.Name.SequenceEqual("chat_id"u8))
                chatId = members.Id();
            else if (members.Name.SequenceEqual("conversation_id"u8))
                conversationId = members.Id();
            else if (members.Name.SequenceEqual("usage"u8))
                usage = members.Slice();
            else if (members.Name.SequenceEqual("last_error"u8))
                lastError = members.Slice();
            else if (members.Name.SequenceEqual("required_action"u8))
                requiredAction = members.Slice();
        }
        ChatEvent chat = kind switch
        {
            ServerEventKind.TurnCreated => new TurnCreated(),
            ServerEventKind.TurnInProgress => new TurnInProgress(),
            ServerEventKind.TurnCompleted => new TurnCompleted { Usage = Usage(usage) },
            ServerEventKind.TurnFailed => Failed(lastError),
            _ => new RequiresAction(ToolCallParser.Parse(requiredAction)),
        };
        // Some examples repeat the id as chat_id; it stands in where the id itself is missing.
        return chat with { ChatId = id.Length > 0 ? id : chatId, ConversationId = conversationId, LogId = logId };
    }

    private static TurnFailed Failed(ReadOnlySpan<byte> lastError)
    {
        var (code, message) = ServerEventParser.CodeAndMessage(lastError);
        return new TurnFailed(code ?? 0, message);
    }

    private static ChatUsage? Usage(ReadOnlySpan<byte> utf8)
    {
        int? total = null;
        int? output = null;
        int? input = null;
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            var name = members.Name;
            if (name.SequenceEqual("token_count"u8) || name.SequenceEqual("total_tokens"u8))
                total = members.Integer();
            else if (name.SequenceEqual("output_count"u8) || name.SequenceEqual("output_tokens"u8))
                output = members.Integer();
            else if (name.SequenceEqual("input_count"u8) || name.SequenceEqual("input_tokens"u8))
                input = members.Integer();
        }
        return members.IsObject ? new ChatUsage(total ?? 0, output ?? 0, input ?? 0) : null;
    }
}
