namespace CozeDevice.Simulator.Rest;

/// <summary>The conversations of the simulated account.</summary>
/// <param name="options">The clock, and what to do with unknown ids.</param>
internal sealed class ConversationStore(RestOptions options)
{
    private const int Capacity = 4096;

    private readonly BoundedMap<Conversation> _all = new(Capacity);

    /// <summary>Keeps a new conversation.</summary>
    internal void Add(Conversation conversation) => _all.TryAdd(conversation.Id, conversation);

    /// <summary>A new conversation with an agent.</summary>
    internal Conversation Create(string botId)
    {
        var conversation = new Conversation(Ids.Next(), Now()) { BotId = botId };
        Add(conversation);
        return conversation;
    }

    /// <summary>A conversation by id; one made elsewhere is taken in unless the options forbid it.</summary>
    /// <exception cref="ApiException">It does not exist.</exception>
    internal Conversation Find(string id)
    {
        if (_all.TryGet(id, out var conversation)) return conversation;
        if (options.RefusesUnknownConversations || !IsId(id))
            throw new ApiException(ErrorCode.ConversationNotFound, "the conversation does not exist");
        return _all.GetOrAdd(id, missing => new Conversation(missing, Now()));
    }

    /// <summary>The conversations with an agent, newest first.</summary>
    internal Conversation[] With(string botId, string? connectorId) =>
    [
        .. _all.Snapshot()
            .Where(one => one.BotId == botId && (connectorId is null || one.ConnectorId == connectorId))
            .Reverse(),
    ];

    /// <summary>Unix seconds.</summary>
    internal long Now() => options.Time.GetUtcNow().ToUnixTimeSeconds();

    private static bool IsId(string id) => id.Length is > 0 and < 20 && id.All(char.IsAsciiDigit);
}
