using System.Text;
using CozeDevice.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>Every row of protocol §7.3.</summary>
public sealed class RoomFieldTests
{
    private static readonly RoomRequest Bare = new() { BotId = "7" };

    private static readonly (string Path, RoomRequest Request, string Json)[] Sent =
    [
        ("bot_id", Bare, """{"bot_id":"7"}"""),
        ("conversation_id", Bare with { ConversationId = "75" }, """{"bot_id":"7","conversation_id":"75"}"""),
        ("voice_id", Bare with { VoiceId = "v" }, """{"bot_id":"7","voice_id":"v"}"""),
        ("uid", Bare with { Uid = "board" }, """{"bot_id":"7","uid":"board"}"""),
        ("workflow_id", Bare with { WorkflowId = "w" }, """{"bot_id":"7","workflow_id":"w"}"""),
        ("connector_id", Bare with { ConnectorId = "1024" }, """{"bot_id":"7","connector_id":"1024"}"""),
        ("config.room_mode", Bare with { RoomMode = "s2s" }, """{"bot_id":"7","config":{"room_mode":"s2s"}}"""),
        ("config.audio_config.codec", Bare with { AudioCodec = "G722" }, """{"bot_id":"7","config":{"audio_config":{"codec":"G722"}}}"""),
        ("config.video_config.codec", Bare with { VideoCodec = "BYTEVC1" }, """{"bot_id":"7","config":{"video_config":{"codec":"BYTEVC1"}}}"""),
        ("config.video_config.video_frame_rate", Bare with { VideoFrameRate = 24 }, """{"bot_id":"7","config":{"video_config":{"video_frame_rate":24}}}"""),
        ("config.video_config.stream_video_type", Bare with { StreamVideoType = "screen" }, """{"bot_id":"7","config":{"video_config":{"stream_video_type":"screen"}}}"""),
        ("config.video_config.video_frame_expire_duration", Bare with { VideoFrameExpireSeconds = 10 }, """{"bot_id":"7","config":{"video_config":{"video_frame_expire_duration":10}}}"""),
        ("config.turn_detection.type", Bare with { TurnDetection = "client_interrupt" }, """{"bot_id":"7","config":{"turn_detection":{"type":"client_interrupt"}}}"""),
        ("config.prologue_content", Bare with { PrologueContent = "你好" }, """{"bot_id":"7","config":{"prologue_content":"你好"}}"""),
        ("config.prologue_delay_duration_ms", Bare with { PrologueDelayMs = 0 }, """{"bot_id":"7","config":{"prologue_delay_duration_ms":0}}"""),
        ("config.translate_config.from", Bare with { RoomMode = "translate", TranslateFrom = "zh" }, """{"bot_id":"7","config":{"room_mode":"translate","translate_config":{"from":"zh"}}}"""),
        ("config.translate_config.to", Bare with { RoomMode = "translate", TranslateTo = "en" }, """{"bot_id":"7","config":{"room_mode":"translate","translate_config":{"to":"en"}}}"""),
    ];

    private static readonly (string Path, RoomRequest Request)[] Refused =
    [
        ("bot_id", new()),
        ("bot_id", new() { BotId = "" }),
        ("conversation_id", Bare with { ConversationId = "" }),
        ("voice_id", Bare with { VoiceId = "" }),
        ("uid", Bare with { Uid = "" }),
        ("workflow_id", Bare with { WorkflowId = "" }),
        ("connector_id", Bare with { ConnectorId = "" }),
        ("config.room_mode", Bare with { RoomMode = "chat" }),
        ("config.audio_config.codec", Bare with { AudioCodec = "opus" }),
        ("config.video_config.codec", Bare with { VideoCodec = "AV1" }),
        ("config.video_config.video_frame_rate", Bare with { VideoFrameRate = 0 }),
        ("config.video_config.video_frame_rate", Bare with { VideoFrameRate = 25 }),
        ("config.video_config.stream_video_type", Bare with { StreamVideoType = "camera" }),
        ("config.video_config.video_frame_expire_duration", Bare with { VideoFrameExpireSeconds = 0 }),
        ("config.video_config.video_frame_expire_duration", Bare with { VideoFrameExpireSeconds = 11 }),
        ("config.turn_detection.type", Bare with { TurnDetection = "push_to_talk" }),
        ("config.prologue_content", Bare with { PrologueContent = "" }),
        ("config.prologue_delay_duration_ms", Bare with { PrologueDelayMs = -1 }),
        ("config.prologue_delay_duration_ms", Bare with { PrologueDelayMs = 5001 }),
        ("config.translate_config.from", Bare with { TranslateFrom = "zh" }),
        ("config.translate_config.to", Bare with { RoomMode = "podcast", TranslateTo = "en" }),
    ];

    public static TheoryData<int, string> SentRows => FieldRows.Of(Sent.Select(row => row.Path));

    public static TheoryData<int, string> RefusedRows => FieldRows.Of(Refused.Select(row => row.Path));

    [Theory]
    [MemberData(nameof(SentRows))]
    public void A_field_is_sent_as_documented(int row, string path)
    {
        Assert.Equal(path, Sent[row].Path);
        Assert.Empty(FieldRules.Check(RoomFields.All, Sent[row].Request));
        Assert.Equal(Sent[row].Json, Encoding.UTF8.GetString(FieldWriter.Body(RoomFields.All, Sent[row].Request)));
    }

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void A_field_out_of_range_is_refused_by_its_path(int row, string path) =>
        Assert.Equal(path, Assert.Single(FieldRules.Check(RoomFields.All, Refused[row].Request)).Path);

    [Fact]
    public void Every_row_of_the_table_is_here() => FieldRows.Cover(RoomFields.All, Sent.Select(row => row.Path), Refused.Select(row => row.Path));

    [Fact]
    public void What_only_one_version_of_the_page_knows_is_warned_of()
    {
        Assert.Contains("s2s", Assert.Single(RoomFields.Warnings(Bare with { RoomMode = "s2s" })), StringComparison.Ordinal);
        Assert.Single(RoomFields.Warnings(Bare with { TurnDetection = "client_vad" }));
        Assert.Empty(RoomFields.Warnings(Bare));
    }
}
