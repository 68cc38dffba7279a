using System.Text;
using System.Text.Json;
using CozeDevice.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Every row of <c>POST /v3/chat</c> (protocol §7.6).</summary>
public sealed class ChatFieldTests
{
    private const string Head = "\"bot_id\":\"7\",\"user_id\":\"u\"";
    private static readonly ChatRequest Bare = new() { BotId = "7", UserId = "u" };
    private static readonly IReadOnlyDictionary<string, JsonElement> Values = new Dictionary<string, JsonElement> { ["a"] = JsonElement.Parse("[1]") };

    private static readonly (string Path, ChatRequest Request, string Members)[] Sent =
    [
        ("bot_id", Bare, ""),
        ("user_id", Bare, ""),
        // Travels in the query, so the body does not have it.
        ("conversation_id", Bare with { ConversationId = "75" }, ""),
        ("stream", Bare with { Stream = true }, ""","stream":true"""),
        ("auto_save_history", Bare with { Stream = true, AutoSaveHistory = false }, ""","stream":true,"auto_save_history":false"""),
        ("additional_messages", Bare with { Messages = [new("user", "hi") { Type = "question", MetaData = Pairs("k", "v") }] },
            ""","additional_messages":[{"role":"user","type":"question","content":"hi","content_type":"text","meta_data":{"k":"v"}}]"""),
        ("custom_variables", Bare with { CustomVariables = Pairs("room", "kitchen") }, ""","custom_variables":{"room":"kitchen"}"""),
        ("meta_data", Bare with { MetaData = Pairs("a", "b") }, ""","meta_data":{"a":"b"}"""),
        ("extra_params", Bare with { ExtraParams = Pairs("latitude", "31.2") }, ""","extra_params":{"latitude":"31.2"}"""),
        ("parameters", Bare with { Parameters = Values }, ""","parameters":{"a":[1]}"""),
        ("connector_id", Bare with { ConnectorId = "1024" }, ",\"connector_id\":\"1024\""),
        ("enable_card", Bare with { EnableCard = true }, ""","enable_card":true"""),
        ("shortcut_command", Bare with { ShortcutCommand = Values }, ""","shortcut_command":{"a":[1]}"""),
        ("publish_status", Bare with { PublishStatus = "unpublished_draft" }, ",\"publish_status\":\"unpublished_draft\""),
    ];

    private static readonly (string Path, ChatRequest Request)[] Refused =
    [
        ("bot_id", new() { UserId = "u" }),
        ("user_id", new() { BotId = "7" }),
        ("conversation_id", Bare with { ConversationId = "" }),
        ("auto_save_history", Bare with { AutoSaveHistory = false }),
        ("auto_save_history", Bare with { AutoSaveHistory = false, Stream = false }),
        ("additional_messages", Bare with { Messages = [.. Enumerable.Repeat(new RestMessage("user", "x"), 101)] }),
        ("additional_messages[0].role", Bare with { Messages = [new("system", "x")] }),
        ("additional_messages[0].content", Bare with { Messages = [new("user", "")] }),
        ("additional_messages[0].content_type", Bare with { Messages = [new("user", "x") { ContentType = "html" }] }),
        ("additional_messages[0].type", Bare with { Messages = [new("user", "x") { Type = "shout" }] }),
        ("additional_messages[0].content", Bare with { Messages = [new("user", "hello") { ContentType = "object_string" }] }),
        ("additional_messages[0].meta_data.k", Bare with { Messages = [new("user", "x") { MetaData = Pairs("k", "") }] }),
        ("custom_variables.a-b", Bare with { CustomVariables = Pairs("a-b", "x") }),
        ("meta_data", Bare with { MetaData = Enumerable.Range(0, 17).ToDictionary(i => $"k{i}", _ => "v") }),
        ("meta_data.k", Bare with { MetaData = Pairs("k", new string('x', 513)) }),
        ("extra_params.altitude", Bare with { ExtraParams = Pairs("altitude", "3") }),
        ("parameters.USER_INPUT", Bare with { Parameters = new Dictionary<string, JsonElement> { ["USER_INPUT"] = JsonElement.Parse("1") } }),
        ("connector_id", Bare with { ConnectorId = "" }),
        ("publish_status", Bare with { PublishStatus = "" }),
    ];

    public static TheoryData<int, string> SentRows => FieldRows.Of(Sent.Select(row => row.Path));

    public static TheoryData<int, string> RefusedRows => FieldRows.Of(Refused.Select(row => row.Path));

    [Theory]
    [MemberData(nameof(SentRows))]
    public void A_field_is_sent_as_documented(int row, string path)
    {
        Assert.Equal(path, Sent[row].Path);
        Assert.Empty(FieldRules.Check(ChatFields.All, Sent[row].Request));
        Assert.Equal($"{{{Head}{Sent[row].Members}}}", Encoding.UTF8.GetString(FieldWriter.Body(ChatFields.All, Sent[row].Request)));
    }

    [Fact]
    public void The_conversation_travels_in_the_query() =>
        Assert.Equal("/v3/chat?conversation_id=75", FieldWriter.Query("/v3/chat", ChatFields.All, Bare with { ConversationId = "75" }));

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void A_field_out_of_range_is_refused_by_its_path(int row, string path) =>
        Assert.Equal(path, Assert.Single(FieldRules.Check(ChatFields.All, Refused[row].Request)).Path);

    [Fact]
    public void Every_row_of_the_table_is_here() => FieldRows.Cover(
        ChatFields.All,
        Sent.Select(row => row.Path),
        // Whatever a shortcut command holds is the service's own affair.
        Refused.Select(row => row.Path.Split('.')[0]).Append("shortcut_command"));

    private static Dictionary<string, string> Pairs(string name, string value) => new() { [name] = value };
}
