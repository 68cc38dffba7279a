namespace CozeDevice.Rest;

/// <summary>A conversation to make (protocol §7.5). Null leaves a field out.</summary>
internal sealed record NewConversation
{
    /// <summary><c>bot_id</c>.</summary>
    public string? BotId { get; init; }

    /// <summary><c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary><c>messages</c>: what was said before.</summary>
    public IReadOnlyList<RestMessage>? Messages { get; init; }

    /// <summary><c>connector_id</c>.</summary>
    public string? ConnectorId { get; init; }

    /// <summary><c>meta_data</c>.</summary>
    public IReadOnlyDictionary<string, string>? MetaData { get; init; }
}

/// <summary>One conversation.</summary>
internal sealed record ConversationQuery
{
    /// <summary>Its id.</summary>
    public string? ConversationId { get; init; }
}

/// <summary>Which conversations to list.</summary>
internal sealed record ConversationListQuery
{
    /// <summary><c>bot_id</c>.</summary>
    public string? BotId { get; init; }

    /// <summary><c>page_num</c>, from 1.</summary>
    public int? Page { get; init; }

    /// <summary><c>page_size</c>.</summary>
    public int? PageSize { get; init; }

    /// <summary><c>sort_order</c>.</summary>
    public string? SortOrder { get; init; }

    /// <summary><c>connector_id</c>.</summary>
    public string? ConnectorId { get; init; }
}
