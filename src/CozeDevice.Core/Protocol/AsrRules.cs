namespace CozeDevice.Protocol;

/// <summary>Limits of <c>asr_config</c> (protocol §3.1.5).</summary>
internal static class AsrRules
{
    private const string Path = "data.asr_config";
    private const string CommonLanguage = "common";

    internal static ReadOnlySpan<string> Languages => new[]
    {
        CommonLanguage, "en-US", "ja-JP", "id-ID", "es-MX", "pt-BR", "de-DE", "fr-FR", "ko-KR", "fil-PH", "ms-MY",
        "th-TH", "ar-SA",
    };

    internal static void Check(AsrConfig config, ProblemList problems)
    {
        problems.NoNulls($"{Path}.hot_words", config.HotWords);
        problems.OneOf($"{Path}.user_language", config.UserLanguage, Languages);
        problems.OneOf(
            $"{Path}.stream_mode", config.StreamMode, [AsrConfig.BidirectionalStream, AsrConfig.OutputNoStream]);
        problems.NoNulls($"{Path}.sensitive_words_filter.filter_with_empty", config.SensitiveWords?.FilterWithEmpty);
        problems.NoNulls($"{Path}.sensitive_words_filter.filter_with_signed", config.SensitiveWords?.FilterWithSigned);

        if (config.StreamMode == AsrConfig.OutputNoStream)
            return;
        const string Need = $"works with stream_mode {AsrConfig.OutputNoStream} only";
        problems.Require(config.UserLanguage is null or CommonLanguage, $"{Path}.user_language", Need);
        problems.Require(config.EnableEmotion != true, $"{Path}.enable_emotion", Need);
        problems.Require(config.EnableGender != true, $"{Path}.enable_gender", Need);
    }
}
