namespace CozeDevice.Simulator.Rest;

/// <summary>The checked body of <c>POST /v3/chat</c>.</summary>
/// <param name="BotId">The agent.</param>
/// <param name="IsStreamed">Whether the answer is a stream of events.</param>
/// <param name="SavesHistory">Whether the conversation remembers the chat.</param>
/// <param name="Messages">Context and question.</param>
/// <param name="MetaData">The client's pairs.</param>
internal sealed record ChatRequest(
    string BotId,
    bool IsStreamed,
    bool SavesHistory,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<KeyValuePair<string, string>> MetaData)
{
    /// <summary>Reads and checks the body.</summary>
    /// <exception cref="ApiException">A member is missing or invalid.</exception>
    internal static ChatRequest Read(JsonFields body)
    {
        var botId = body.RequiredText("bot_id");
        body.RequiredText("user_id");
        var isStreamed = body.Boolean("stream") ?? false;
        var savesHistory = body.Boolean("auto_save_history") ?? true;
        if (!isStreamed && !savesHistory)
            throw new ApiException(ErrorCode.HistoryRequired, "auto_save_history should be true when stream is false");

        CheckVariables(body);
        CheckTexts(body, "extra_params");
        body.Object("parameters");
        body.Object("shortcut_command");
        body.Text("connector_id");
        body.Text("publish_status");
        body.Boolean("enable_card");
        return new ChatRequest(
            botId, isStreamed, savesHistory, Message.ReadList(body, "additional_messages"), Rest.MetaData.Read(body));
    }

    private static void CheckVariables(JsonFields body)
    {
        CheckTexts(body, "custom_variables");
        foreach (var name in body.Object("custom_variables")?.Names() ?? [])
        {
            if (!name.All(static letter => char.IsAsciiLetter(letter) || letter == '_'))
                throw body.Invalid("custom_variables", "Names should have letters and underscores only.");
        }
    }

    private static void CheckTexts(JsonFields body, string name)
    {
        if (body.Object(name) is not { } map) return;
        foreach (var key in map.Names()) map.Text(key);
    }
}
