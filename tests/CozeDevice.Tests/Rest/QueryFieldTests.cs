using System.Text;
using CozeDevice.Protocol;
using CozeDevice.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Every row of protocol §7.4, of the queries of §7.5 and of the follow-ups of §7.6.</summary>
public sealed class QueryFieldTests
{
    private static readonly ConversationListQuery List = new() { BotId = "7" };
    private static readonly ToolOutputRequest Tools = new() { ConversationId = "1", ChatId = "2", Outputs = [new("a", "x")] };

    private static readonly (string Path, string Expected, string Actual)[] Sent =
    [
        ("filter_system_voice", "/v?filter_system_voice=true", Voices(new() { HideSystem = true })),
        ("filter_system_voice", "/v?filter_system_voice=false", Voices(new() { HideSystem = false })),
        ("model_type", "/v?model_type=small", Voices(new() { ModelType = "small" })),
        ("voice_state", "/v?voice_state=all", Voices(new() { State = "all" })),
        ("page_num", "/v?page_num=2", Voices(new() { Page = 2 })),
        ("page_size", "/v?page_size=100", Voices(new() { PageSize = 100 })),
        ("all filters", "/v?filter_system_voice=true&model_type=big&voice_state=init&page_num=1&page_size=1",
            Voices(new() { HideSystem = true, ModelType = "big", State = "init", Page = 1, PageSize = 1 })),
        ("conversation_id", "/v?conversation_id=75", FieldWriter.Query("/v", ConversationFields.Retrieve, new() { ConversationId = "75" })),
        ("conversation_id", "/v?conversation_id=a%26b%3D1", FieldWriter.Query("/v", ConversationFields.Retrieve, new() { ConversationId = "a&b=1" })),
        ("bot_id", "/v?bot_id=7", Conversations(List)),
        ("list page_num", "/v?bot_id=7&page_num=3", Conversations(List with { Page = 3 })),
        ("list page_size", "/v?bot_id=7&page_size=50", Conversations(List with { PageSize = 50 })),
        ("sort_order", "/v?bot_id=7&sort_order=ASC", Conversations(List with { SortOrder = "ASC" })),
        ("connector_id", "/v?bot_id=7&connector_id=999", Conversations(List with { ConnectorId = "999" })),
        ("chat question", "/v?conversation_id=1&chat_id=2",
            FieldWriter.Query("/v", ChatFollowUpFields.Question, new() { ConversationId = "1", ChatId = "2" })),
        ("cancel", """{"chat_id":"2","conversation_id":"1"}""",
            Text(FieldWriter.Body(ChatFollowUpFields.Cancel, new() { ConversationId = "1", ChatId = "2" }))),
        ("submit query", "/v?conversation_id=1&chat_id=2", FieldWriter.Query("/v", ChatFollowUpFields.Submit, Tools)),
        ("submit body", """{"tool_outputs":[{"tool_call_id":"a","output":"x"}],"stream":true}""",
            Text(FieldWriter.Body(ChatFollowUpFields.Submit, Tools with { Stream = true }))),
    ];

    private static readonly (string Path, IReadOnlyList<ConfigProblem> Problems)[] Refused =
    [
        ("model_type", FieldRules.Check(VoiceFields.All, new() { ModelType = "medium" })),
        ("voice_state", FieldRules.Check(VoiceFields.All, new() { State = "trained" })),
        ("page_num", FieldRules.Check(VoiceFields.All, new() { Page = 0 })),
        ("page_size", FieldRules.Check(VoiceFields.All, new() { PageSize = 0 })),
        ("page_size", FieldRules.Check(VoiceFields.All, new() { PageSize = 101 })),
        ("conversation_id", FieldRules.Check(ConversationFields.Retrieve, new())),
        ("id", FieldRules.Check(ConversationFields.Clear, new())),
        ("bot_id", FieldRules.Check(ConversationFields.List, new())),
        ("page_num", FieldRules.Check(ConversationFields.List, List with { Page = 0 })),
        ("page_size", FieldRules.Check(ConversationFields.List, List with { PageSize = 51 })),
        ("sort_order", FieldRules.Check(ConversationFields.List, List with { SortOrder = "asc" })),
        ("connector_id", FieldRules.Check(ConversationFields.List, List with { ConnectorId = "" })),
        ("conversation_id", FieldRules.Check(ChatFollowUpFields.Question, new() { ChatId = "2" })),
        ("chat_id", FieldRules.Check(ChatFollowUpFields.Question, new() { ConversationId = "1" })),
        ("conversation_id", FieldRules.Check(ChatFollowUpFields.Cancel, new() { ChatId = "2" })),
        ("chat_id", FieldRules.Check(ChatFollowUpFields.Cancel, new() { ConversationId = "1" })),
        ("conversation_id", FieldRules.Check(ChatFollowUpFields.Submit, Tools with { ConversationId = null })),
        ("chat_id", FieldRules.Check(ChatFollowUpFields.Submit, Tools with { ChatId = "" })),
        ("tool_outputs", FieldRules.Check(ChatFollowUpFields.Submit, Tools with { Outputs = null })),
        ("tool_outputs", FieldRules.Check(ChatFollowUpFields.Submit, Tools with { Outputs = [] })),
        ("tool_outputs[0].tool_call_id", FieldRules.Check(ChatFollowUpFields.Submit, Tools with { Outputs = [new("", "x")] })),
        ("tool_outputs[0].output", FieldRules.Check(ChatFollowUpFields.Submit, Tools with { Outputs = [new("a", null!)] })),
    ];

    public static TheoryData<int, string> SentRows => FieldRows.Of(Sent.Select(row => row.Path));

    public static TheoryData<int, string> RefusedRows => FieldRows.Of(Refused.Select(row => row.Path));

    [Theory]
    [MemberData(nameof(SentRows))]
    public void A_field_is_sent_as_documented(int row, string path)
    {
        Assert.Equal(path, Sent[row].Path);
        Assert.Equal(Sent[row].Expected, Sent[row].Actual);
    }

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void A_field_out_of_range_is_refused_by_its_path(int row, string path) =>
        Assert.Equal(path, Assert.Single(Refused[row].Problems).Path);

    [Fact]
    public void Every_row_of_the_voices_is_here() => FieldRows.Cover(
        VoiceFields.All,
        Sent.Take(6).Select(row => row.Path),
        Refused.Take(5).Select(row => row.Path));

    [Fact]
    public void Every_row_of_the_list_of_conversations_is_here() => FieldRows.Cover(
        ConversationFields.List,
        ["bot_id", "page_num", "page_size", "sort_order", "connector_id"],
        Refused[7..12].Select(row => row.Path));

    private static string Voices(VoiceQuery query) => FieldWriter.Query("/v", VoiceFields.All, query);

    private static string Conversations(ConversationListQuery query) => FieldWriter.Query("/v", ConversationFields.List, query);

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);
}
