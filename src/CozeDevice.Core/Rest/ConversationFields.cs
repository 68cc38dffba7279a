namespace CozeDevice.Rest;

/// <summary>The fields of the calls for conversations.</summary>
internal static class ConversationFields
{
    private const int MaxPageSize = 50;

    /// <summary>Of <c>POST /v1/conversation/create</c>.</summary>
    internal static IReadOnlyList<RestField<NewConversation>> Create { get; } =
    [
        FieldOf.Text<NewConversation>("bot_id", "bot-id", "The agent.", static c => c.BotId, static (c, v) => c with { BotId = v }) with
        {
            Key = "Coze:BotId",
        },
        FieldOf.Text<NewConversation>("name", "name", "A name for people.", static c => c.Name, static (c, v) => c with { Name = v }) with
        {
            MaxCharacters = 100,
        },
        FieldOf.Other<NewConversation, IReadOnlyList<RestMessage>>("messages", FieldType.Messages, null, "What was said before.",
            static c => c.Messages, static (c, v) => c with { Messages = v }) with
        {
            Note = "role user or assistant; type, content, content_type text, object_string or card; meta_data",
        },
        FieldOf.Text<NewConversation>("connector_id", "connector-id", "The channel.",
            static c => c.ConnectorId, static (c, v) => c with { ConnectorId = v }) with { Default = "1024" },
        FieldOf.Other<NewConversation, IReadOnlyDictionary<string, string>>("meta_data", FieldType.Pairs, "meta", "Pairs of your own.",
            static c => c.MetaData, static (c, v) => c with { MetaData = v }) with { MaxItems = 16, Note = FieldNotes.MetaData },
    ];

    /// <summary>Of <c>GET /v1/conversation/retrieve</c>.</summary>
    internal static IReadOnlyList<RestField<ConversationQuery>> Retrieve { get; } = [One(FieldPlace.Query, "conversation_id")];

    /// <summary>Of <c>POST /v1/conversations/:id/clear</c>.</summary>
    internal static IReadOnlyList<RestField<ConversationQuery>> Clear { get; } = [One(FieldPlace.Address, "id")];

    /// <summary>Of <c>GET /v1/conversations</c>.</summary>
    internal static IReadOnlyList<RestField<ConversationListQuery>> List { get; } =
    [
        FieldOf.Text<ConversationListQuery>("bot_id", "bot-id", "The agent.", static q => q.BotId, static (q, v) => q with { BotId = v }) with
        {
            Place = FieldPlace.Query, Key = "Coze:BotId", IsRequired = true,
        },
        FieldOf.Integer<ConversationListQuery>("page_num", "page-num", "One page alone.",
            static q => q.Page, static (q, v) => q with { Page = v }) with { Place = FieldPlace.Query, Default = "1", Min = 1 },
        FieldOf.Integer<ConversationListQuery>("page_size", "page-size", "Conversations per page.",
            static q => q.PageSize, static (q, v) => q with { PageSize = v }) with
        {
            Place = FieldPlace.Query, Default = "50", Min = 1, Max = MaxPageSize,
        },
        FieldOf.Text<ConversationListQuery>("sort_order", "sort-order", "Oldest or newest first.",
            static q => q.SortOrder, static (q, v) => q with { SortOrder = v }) with
        {
            Place = FieldPlace.Query, Default = "DESC", Choices = ["ASC", "DESC"],
        },
        FieldOf.Text<ConversationListQuery>("connector_id", "connector-id", "The channel.",
            static q => q.ConnectorId, static (q, v) => q with { ConnectorId = v }) with { Place = FieldPlace.Query, Default = "1024" },
    ];

    private static RestField<ConversationQuery> One(FieldPlace place, string path) =>
        FieldOf.Text<ConversationQuery>(path, null, "The conversation.",
            static q => q.ConversationId, static (q, v) => q with { ConversationId = v }) with
        {
            Place = place,
            IsRequired = true,
            Note = "the argument of the command",
        };
}
