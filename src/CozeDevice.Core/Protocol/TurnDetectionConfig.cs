namespace CozeDevice.Protocol;

/// <summary><c>turn_detection</c> (protocol §3.1.4): who decides that an utterance has ended. Cannot be changed on a live
/// session.</summary>
public sealed record TurnDetectionConfig
{
    /// <summary>Push to talk: the device marks the end with <c>input_audio_buffer.complete</c>.</summary>
    public const string ClientInterrupt = "client_interrupt";

    /// <summary>Free talk: the service listens for silence.</summary>
    public const string ServerVad = "server_vad";

    /// <summary>Free talk: the service listens for a finished sentence (paid tier).</summary>
    public const string SemanticVad = "semantic_vad";

    /// <summary><c>type</c>: one of the constants. Default <see cref="ClientInterrupt"/>.</summary>
    public string? Type { get; init; }

    /// <summary><c>prefix_padding_ms</c>: audio kept before detected speech, in milliseconds. Default 600.</summary>
    public int? PrefixPaddingMs { get; init; }

    /// <summary><c>silence_duration_ms</c>: silence that ends speech, 200 to 2000 milliseconds. Default 500.</summary>
    public int? SilenceDurationMs { get; init; }

    /// <summary><c>semantic_vad_config</c>.</summary>
    public SemanticVadConfig? Semantic { get; init; }

    /// <summary><c>interrupt_config</c>: with <see cref="ServerVad"/> only. Null: any voice interrupts.</summary>
    public InterruptConfig? Interrupt { get; init; }
}

/// <summary><c>semantic_vad_config</c>.</summary>
public sealed record SemanticVadConfig
{
    /// <summary><c>silence_threshold_ms</c>: pause before the semantic check, in milliseconds. Default 300.</summary>
    public int? SilenceThresholdMs { get; init; }

    /// <summary><c>semantic_unfinished_wait_time_ms</c>: further wait when the sentence looks unfinished, 100 to 2000
    /// milliseconds. Default 500.</summary>
    public int? UnfinishedWaitMs { get; init; }
}

/// <summary><c>interrupt_config</c>: only these words interrupt a reply.</summary>
public sealed record InterruptConfig
{
    /// <summary>A keyword anywhere in the sentence interrupts.</summary>
    public const string KeywordContains = "keyword_contains";

    /// <summary>A keyword at the beginning of the sentence interrupts.</summary>
    public const string KeywordPrefix = "keyword_prefix";

    /// <summary><c>mode</c>: one of the constants.</summary>
    public string? Mode { get; init; }

    /// <summary><c>keywords</c>: at most 5, each 6 to 24 bytes of UTF-8 without punctuation.</summary>
    public IReadOnlyList<string>? Keywords { get; init; }
}
