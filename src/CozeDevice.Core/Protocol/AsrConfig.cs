namespace CozeDevice.Protocol;

/// <summary><c>asr_config</c> (protocol §3.1.5): speech recognition.</summary>
public sealed record AsrConfig
{
    /// <summary>Interim texts while the user speaks: the default.</summary>
    public const string BidirectionalStream = "bidirectional_stream";

    /// <summary>Recognition of the whole utterance, without interim texts.</summary>
    public const string OutputNoStream = "output_no_stream";

    /// <summary><c>hot_words</c>: names and terms. The service cuts them at 100 tokens, 5000 with
    /// <see cref="OutputNoStream"/>.</summary>
    public IReadOnlyList<string>? HotWords { get; init; }

    /// <summary><c>context</c>: what the talk is about. Cut by the service at 800 tokens.</summary>
    public string? Context { get; init; }

    /// <summary><c>context_type</c>: undocumented; seen in one SDK and passed through.</summary>
    public string? ContextType { get; init; }

    /// <summary><c>user_language</c>: <c>common</c> (default) or a tag such as <c>en-US</c>, which needs
    /// <see cref="OutputNoStream"/>.</summary>
    public string? UserLanguage { get; init; }

    /// <summary><c>enable_ddc</c>: drop filler words. Default true.</summary>
    public bool? EnableDdc { get; init; }

    /// <summary><c>enable_itn</c>: spoken numbers become digits. Default true.</summary>
    public bool? EnableItn { get; init; }

    /// <summary><c>enable_punc</c>: punctuation. Default true.</summary>
    public bool? EnablePunc { get; init; }

    /// <summary><c>stream_mode</c>: one of the constants.</summary>
    public string? StreamMode { get; init; }

    /// <summary><c>enable_nostream</c>: a second pass at the end of a sentence. Default false.</summary>
    public bool? EnableNostream { get; init; }

    /// <summary><c>enable_emotion</c>: with <see cref="OutputNoStream"/> only. Default false.</summary>
    public bool? EnableEmotion { get; init; }

    /// <summary><c>enable_gender</c>: with <see cref="OutputNoStream"/> only. Default false.</summary>
    public bool? EnableGender { get; init; }

    /// <summary><c>sensitive_words_filter</c>.</summary>
    public SensitiveWordsFilter? SensitiveWords { get; init; }
}

/// <summary><c>sensitive_words_filter</c>: words the recognised text does not show.</summary>
public sealed record SensitiveWordsFilter
{
    /// <summary><c>system_reserved_filter</c>: mask the service's own list with asterisks. Default false.</summary>
    public bool? SystemReservedFilter { get; init; }

    /// <summary><c>filter_with_empty</c>: words to remove.</summary>
    public IReadOnlyList<string>? FilterWithEmpty { get; init; }

    /// <summary><c>filter_with_signed</c>: words to mask.</summary>
    public IReadOnlyList<string>? FilterWithSigned { get; init; }
}
