namespace CozeDevice.Rest;

/// <summary>An RTC room to make (protocol §7.3, both documented versions of the page). Null leaves a field out.</summary>
internal sealed record RoomRequest
{
    /// <summary><c>bot_id</c>.</summary>
    public string? BotId { get; init; }

    /// <summary><c>conversation_id</c>.</summary>
    public string? ConversationId { get; init; }

    /// <summary><c>voice_id</c>.</summary>
    public string? VoiceId { get; init; }

    /// <summary><c>uid</c>.</summary>
    public string? Uid { get; init; }

    /// <summary><c>workflow_id</c>.</summary>
    public string? WorkflowId { get; init; }

    /// <summary><c>connector_id</c>.</summary>
    public string? ConnectorId { get; init; }

    /// <summary><c>config.room_mode</c>.</summary>
    public string? RoomMode { get; init; }

    /// <summary><c>config.audio_config.codec</c>.</summary>
    public string? AudioCodec { get; init; }

    /// <summary><c>config.video_config.codec</c>.</summary>
    public string? VideoCodec { get; init; }

    /// <summary><c>config.video_config.video_frame_rate</c>, frames per second.</summary>
    public int? VideoFrameRate { get; init; }

    /// <summary><c>config.video_config.stream_video_type</c>.</summary>
    public string? StreamVideoType { get; init; }

    /// <summary><c>config.video_config.video_frame_expire_duration</c>, seconds.</summary>
    public int? VideoFrameExpireSeconds { get; init; }

    /// <summary><c>config.turn_detection.type</c>.</summary>
    public string? TurnDetection { get; init; }

    /// <summary><c>config.prologue_content</c>.</summary>
    public string? PrologueContent { get; init; }

    /// <summary><c>config.prologue_delay_duration_ms</c>.</summary>
    public int? PrologueDelayMs { get; init; }

    /// <summary><c>config.translate_config.from</c>.</summary>
    public string? TranslateFrom { get; init; }

    /// <summary><c>config.translate_config.to</c>.</summary>
    public string? TranslateTo { get; init; }
}
