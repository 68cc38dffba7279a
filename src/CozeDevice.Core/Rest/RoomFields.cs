namespace CozeDevice.Rest;

/// <summary>The fields of <c>POST /v1/audio/rooms</c>.</summary>
internal static class RoomFields
{
    private const string Video = "config.video_config";

    /// <summary>What every call costs, in one sentence.</summary>
    internal const string Billing =
        "Coze bills at least 3 minutes of voice for every room, even if nobody joins: the agent enters at once and waits.";

    /// <summary>The rows.</summary>
    internal static IReadOnlyList<RestField<RoomRequest>> All { get; } =
    [
        Text("bot_id", "bot-id", "The agent.", static r => r.BotId, static (r, v) => r with { BotId = v }) with
        {
            Key = "Coze:BotId", IsRequired = true,
        },
        Text("conversation_id", "conversation-id", "A conversation to go on with.",
            static r => r.ConversationId, static (r, v) => r with { ConversationId = v }) with { Default = "a new one" },
        Text("voice_id", "voice-id", "The voice; `voices list` shows them.", static r => r.VoiceId, static (r, v) => r with { VoiceId = v }) with
        {
            Key = "Coze:VoiceId", Default = "柔美女友",
        },
        Text("uid", "uid", "Who joins; keeps users apart.", static r => r.Uid, static (r, v) => r with { Uid = v }) with { Default = "generated" },
        Text("workflow_id", "workflow-id", "A dialogue flow.", static r => r.WorkflowId, static (r, v) => r with { WorkflowId = v }),
        Text("connector_id", "connector-id", "The channel: 1024 API, 999 Chat SDK.",
            static r => r.ConnectorId, static (r, v) => r with { ConnectorId = v }),
        Text("config.room_mode", "room-mode", "What the room is for.", static r => r.RoomMode, static (r, v) => r with { RoomMode = v }) with
        {
            Default = "default", Choices = ["default", "s2s", "podcast", "translate"], Note = "s2s is in the older page only",
        },
        Text("config.audio_config.codec", "audio-codec", "The codec of the sound.",
            static r => r.AudioCodec, static (r, v) => r with { AudioCodec = v }) with
        {
            Default = "OPUS", Choices = ["AACLC", "G711A", "OPUS", "G722"],
        },
        Text($"{Video}.codec", "video-codec", "The codec of the picture.", static r => r.VideoCodec, static (r, v) => r with { VideoCodec = v }) with
        {
            Default = "H264", Choices = ["H264", "BYTEVC1"],
        },
        Integer($"{Video}.video_frame_rate", "video-frame-rate", "Pictures per second.",
            static r => r.VideoFrameRate, static (r, v) => r with { VideoFrameRate = v }) with { Default = "1", Min = 1, Max = 24 },
        Text($"{Video}.stream_video_type", "stream-video-type", "Camera or screen.",
            static r => r.StreamVideoType, static (r, v) => r with { StreamVideoType = v }) with { Choices = ["main", "screen"] },
        Integer($"{Video}.video_frame_expire_duration", "video-frame-expire", "Seconds of pictures taken before speech.",
            static r => r.VideoFrameExpireSeconds, static (r, v) => r with { VideoFrameExpireSeconds = v }) with
        {
            Default = "1", Min = 1, Max = 10,
        },
        Text("config.turn_detection.type", "turn-detection", "Who decides that an utterance has ended.",
            static r => r.TurnDetection, static (r, v) => r with { TurnDetection = v }) with
        {
            Default = "server_vad", Choices = ["server_vad", "client_vad", "client_interrupt", "semantic_vad"],
            Note = "client_interrupt needs the RTC events input_audio_buffer.start and .complete",
        },
        Text("config.prologue_content", "prologue", "What the agent says first.",
            static r => r.PrologueContent, static (r, v) => r with { PrologueContent = v }) with { Default = "the agent's own" },
        Integer("config.prologue_delay_duration_ms", "prologue-delay-ms", "Milliseconds before it.",
            static r => r.PrologueDelayMs, static (r, v) => r with { PrologueDelayMs = v }) with { Default = "500", Min = 0, Max = 5000 },
        Text("config.translate_config.from", "translate-from", "The language that is spoken.",
            static r => r.TranslateFrom, static (r, v) => r with { TranslateFrom = v }) with
        {
            Note = "with room_mode translate", Rule = static r => Translates(r, r.TranslateFrom),
        },
        Text("config.translate_config.to", "translate-to", "The language that is heard.",
            static r => r.TranslateTo, static (r, v) => r with { TranslateTo = v }) with
        {
            Note = "with room_mode translate", Rule = static r => Translates(r, r.TranslateTo),
        },
    ];

    /// <summary>What is allowed but may surprise, one line each.</summary>
    internal static IReadOnlyList<string> Warnings(RoomRequest request) => request switch
    {
        { RoomMode: "s2s" } => ["room_mode s2s is missing from the newer page of the service; it may refuse or ignore it"],
        { TurnDetection: "client_vad" } => ["turn_detection client_vad is known to the JavaScript SDK only; the service may refuse it"],
        { TurnDetection: "semantic_vad" } => ["turn_detection semantic_vad is for enterprise accounts; the service decides"],
        _ => [],
    };

    private static string? Translates(RoomRequest request, string? language) =>
        language is not null && request.RoomMode != "translate" ? "works with config.room_mode translate only" : null;

    private static RestField<RoomRequest> Text(
        string path, string option, string summary, Func<RoomRequest, string?> value, Func<RoomRequest, string, RoomRequest> with) =>
        FieldOf.Text(path, option, summary, value, with);

    private static RestField<RoomRequest> Integer(
        string path, string option, string summary, Func<RoomRequest, int?> value, Func<RoomRequest, int, RoomRequest> with) =>
        FieldOf.Integer(path, option, summary, value, with);
}
