using System.Text;

namespace CozeDevice.Protocol;

/// <summary>Limits of <c>turn_detection</c> (protocol §3.1.4).</summary>
internal static class TurnDetectionRules
{
    private const string Path = "data.turn_detection";
    private const int MostKeywords = 5;
    private const int LeastKeywordBytes = 6;
    private const int MostKeywordBytes = 24;

    internal static void Check(TurnDetectionConfig config, ProblemList problems)
    {
        problems.OneOf(
            $"{Path}.type",
            config.Type,
            [TurnDetectionConfig.ClientInterrupt, TurnDetectionConfig.ServerVad, TurnDetectionConfig.SemanticVad]);
        problems.NotBelow($"{Path}.prefix_padding_ms", config.PrefixPaddingMs, 0);
        problems.Within($"{Path}.silence_duration_ms", config.SilenceDurationMs, 200, 2000);
        if (config.Semantic is { } semantic)
        {
            const string Section = $"{Path}.semantic_vad_config";
            problems.NotBelow($"{Section}.silence_threshold_ms", semantic.SilenceThresholdMs, 0);
            problems.Within($"{Section}.semantic_unfinished_wait_time_ms", semantic.UnfinishedWaitMs, 100, 2000);
        }
        if (config.Interrupt is { } interrupt)
            Interrupt(interrupt, config.Type, problems);
    }

    private static void Interrupt(InterruptConfig config, string? type, ProblemList problems)
    {
        const string Section = $"{Path}.interrupt_config";
        problems.Require(type == TurnDetectionConfig.ServerVad, Section, "works with turn_detection.type server_vad only");
        if (config.Mode is null)
            problems.Add($"{Section}.mode", "must be given with keywords");
        problems.OneOf($"{Section}.mode", config.Mode, [InterruptConfig.KeywordContains, InterruptConfig.KeywordPrefix]);
        var keywords = config.Keywords ?? [];
        problems.Require(
            keywords.Count is > 0 and <= MostKeywords,
            $"{Section}.keywords",
            $"must be 1 to {MostKeywords} words, are {keywords.Count}");
        for (var i = 0; i < keywords.Count; i++)
            Keyword($"{Section}.keywords[{i}]", keywords[i], problems);
    }

    private static void Keyword(string path, string? keyword, ProblemList problems)
    {
        var bytes = Encoding.UTF8.GetByteCount(keyword ?? "");
        problems.Require(
            bytes is >= LeastKeywordBytes and <= MostKeywordBytes,
            path,
            $"must be {LeastKeywordBytes} to {MostKeywordBytes} bytes of UTF-8, is {bytes}");
        foreach (var rune in (keyword ?? "").EnumerateRunes())
        {
            // Symbols such as a fullwidth tilde are punctuation to the eye, and nobody can say them.
            if (!Rune.IsPunctuation(rune) && !Rune.IsSymbol(rune))
                continue;
            problems.Add(path, "must not contain punctuation");
            return;
        }
    }
}
