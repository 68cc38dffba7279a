using System.Text.Json;

namespace CozeDevice.Rest;

/// <summary>The fields of <c>POST /v3/chat</c>.</summary>
internal static class ChatFields
{
    private const int MaxMessages = 100;

    /// <summary>The rows.</summary>
    internal static IReadOnlyList<RestField<ChatRequest>> All { get; } =
    [
        FieldOf.Text<ChatRequest>("conversation_id", "conversation", "A conversation to go on with.",
            static c => c.ConversationId, static (c, v) => c with { ConversationId = v }) with
        {
            Place = FieldPlace.Query, Default = "a new one",
        },
        FieldOf.Text<ChatRequest>("bot_id", "bot-id", "The agent.", static c => c.BotId, static (c, v) => c with { BotId = v }) with
        {
            Key = "Coze:BotId", IsRequired = true,
        },
        FieldOf.Text<ChatRequest>("user_id", "user-id", "Who asks; keeps users apart.",
            static c => c.UserId, static (c, v) => c with { UserId = v }) with { Key = "Coze:UserId", IsRequired = true },
        FieldOf.Boolean<ChatRequest>("stream", null, "Whether the answer comes piece by piece.",
            static c => c.Stream, static (c, v) => c with { Stream = v }) with { Default = "false", Note = "--no-stream switches it off" },
        FieldOf.Boolean<ChatRequest>("auto_save_history", "save-history", "Whether the conversation remembers the chat.",
            static c => c.AutoSaveHistory, static (c, v) => c with { AutoSaveHistory = v }) with
        {
            Default = "true", Note = "true where the answer is not streamed",
            Rule = static c => c is { AutoSaveHistory: false, Stream: not true } ? "must be true where stream is false" : null,
        },
        FieldOf.Other<ChatRequest, IReadOnlyList<RestMessage>>("additional_messages", FieldType.Messages, null, "Context, and the question last.",
            static c => c.Messages, static (c, v) => c with { Messages = v }) with
        {
            MaxItems = MaxMessages, Note = "the argument of the command, with --image",
        },
        Pairs("custom_variables", "variable", "Values of the agent's variables.",
            static c => c.CustomVariables, static (c, v) => c with { CustomVariables = v }) with { Note = FieldNotes.Variables },
        Pairs("meta_data", "meta", "Pairs of your own.", static c => c.MetaData, static (c, v) => c with { MetaData = v }) with
        {
            MaxItems = 16, Note = FieldNotes.MetaData,
        },
        Pairs("extra_params", "extra", "Where the user is.", static c => c.ExtraParams, static (c, v) => c with { ExtraParams = v }) with
        {
            Note = FieldNotes.Extra,
        },
        FieldOf.Other<ChatRequest, IReadOnlyDictionary<string, JsonElement>>("parameters", FieldType.Json, "parameter",
            "Inputs of a dialogue flow's start node.", static c => c.Parameters, static (c, v) => c with { Parameters = v }) with
        {
            Note = "values are JSON; not USER_INPUT",
        },
        FieldOf.Text<ChatRequest>("connector_id", "connector-id", "The channel.",
            static c => c.ConnectorId, static (c, v) => c with { ConnectorId = v }) with { Default = "1024" },
        FieldOf.Boolean<ChatRequest>("enable_card", "enable-card", "Whether the answer may be a card.",
            static c => c.EnableCard, static (c, v) => c with { EnableCard = v }) with { Default = "false" },
        FieldOf.Other<ChatRequest, IReadOnlyDictionary<string, JsonElement>>("shortcut_command", FieldType.Json, "shortcut",
            "Members of a shortcut command.", static c => c.ShortcutCommand, static (c, v) => c with { ShortcutCommand = v }) with
        {
            Note = "values are JSON",
        },
        FieldOf.Text<ChatRequest>("publish_status", "publish-status", "The published agent, or the draft.",
            static c => c.PublishStatus, static (c, v) => c with { PublishStatus = v }),
    ];

    private static RestField<ChatRequest> Pairs(
        string path,
        string option,
        string summary,
        Func<ChatRequest, IReadOnlyDictionary<string, string>?> value,
        Func<ChatRequest, IReadOnlyDictionary<string, string>, ChatRequest> with) =>
        FieldOf.Other(path, FieldType.Pairs, option, summary, value, with);
}
