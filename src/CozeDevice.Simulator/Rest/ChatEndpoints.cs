namespace CozeDevice.Simulator.Rest;

/// <summary><c>/v3/chat*</c>: talking to the agent in text.</summary>
/// <param name="options">The agent.</param>
/// <param name="conversations">Where chats belong.</param>
internal sealed class ChatEndpoints(RestOptions options, ConversationStore conversations)
{
    private const int Capacity = 4096;

    private readonly BoundedMap<ChatTurn> _turns = new(Capacity);

    /// <summary>Registers the endpoints.</summary>
    internal void Map(RestRoutes routes)
    {
        routes.Api("POST", "/v3/chat", CreateAsync);
        routes.Api("GET", "/v3/chat/retrieve", RetrieveAsync);
        // One SDK asks by POST.
        routes.Api("POST", "/v3/chat/retrieve", RetrieveAsync);
        routes.Api("GET", "/v3/chat/message/list", ListMessagesAsync);
        routes.Api("POST", "/v3/chat/cancel", CancelAsync);
        routes.Api("POST", "/v3/chat/submit_tool_outputs", SubmitAsync);
    }

    private async Task CreateAsync(RestCall call)
    {
        var request = ChatRequest.Read(await call.ReadJsonAsync());
        var conversation = call.Query("conversation_id") is { } id
            ? conversations.Find(id)
            : conversations.Create(request.BotId);
        var turn = new ChatTurn(conversation, request, options);
        turn.Begin();
        if (!conversation.TryBegin(turn))
            throw new ApiException(ErrorCode.ChatRunning, "the conversation already has a running chat");
        _turns.TryAdd(turn.Id, turn);
        await AnswerAsync(call, turn, request.IsStreamed, isNew: true);
    }

    private Task RetrieveAsync(RestCall call)
    {
        var turn = Find(call.RequiredQuery("conversation_id"), call.RequiredQuery("chat_id"));
        return call.AnswerAsync(json => ChatJson.Write(json, turn));
    }

    private Task ListMessagesAsync(RestCall call)
    {
        var turn = Find(call.RequiredQuery("conversation_id"), call.RequiredQuery("chat_id"));
        return call.AnswerAsync(json =>
        {
            json.WriteStartArray();
            foreach (var message in turn.Messages) message.WriteTo(json, turn);
            json.WriteEndArray();
        });
    }

    private async Task CancelAsync(RestCall call)
    {
        var body = await call.ReadJsonAsync();
        var turn = Find(body.RequiredText("conversation_id"), body.RequiredText("chat_id"));
        turn.Cancel();
        await call.AnswerAsync(json => ChatJson.Write(json, turn));
    }

    private async Task SubmitAsync(RestCall call)
    {
        var turn = Find(call.RequiredQuery("conversation_id"), call.RequiredQuery("chat_id"));
        var body = await call.ReadJsonAsync();
        var outputs = new Dictionary<string, string>();
        foreach (var output in body.Objects("tool_outputs"))
        {
            outputs[output.RequiredText("tool_call_id")] =
                output.Text("output") ?? throw output.Invalid("output", "It is required.");
        }

        var isStreamed = body.Boolean("stream") ?? false;
        turn.Submit(outputs, isStreamed);
        await AnswerAsync(call, turn, isStreamed, isNew: false);
    }

    private Task AnswerAsync(RestCall call, ChatTurn turn, bool isStreamed, bool isNew) => isStreamed
        ? new ChatStream(turn, new EventStream(call.Http.Response), options).RunAsync(isNew, call.Aborted)
        : call.AnswerAsync(json => ChatJson.Write(json, turn));

    private ChatTurn Find(string conversationId, string chatId) =>
        _turns.TryGet(chatId, out var turn) && turn.Conversation.Id == conversationId
            ? turn
            : throw new ApiException(ErrorCode.ChatNotFound, "the chat does not exist");
}
