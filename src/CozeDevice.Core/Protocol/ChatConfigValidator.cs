namespace CozeDevice.Protocol;

/// <summary>Checks a <see cref="ChatConfig"/> against every limit of protocol §3.1, so that a mistake is named here by
/// its
/// path and not refused by the service, or silently ignored by it.</summary>
/// <remarks>Pure. Members left out count with the service's default where a rule ties two members together.</remarks>
public static class ChatConfigValidator
{
    /// <summary>All problems at once, in the order of the message; empty when the configuration is good.</summary>
    public static IReadOnlyList<ConfigProblem> Validate(ChatConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var problems = new ProblemList();
        Check(config, problems);
        return problems.Problems;
    }

    internal static void Check(ChatConfig config, ProblemList problems)
    {
        if (config.Conversation is { } conversation)
            ConversationRules.Check(conversation, problems);
        if (config.InputAudio is { } input)
            InputAudioRules.Check(input, problems);
        if (config.OutputAudio is { } output)
            OutputAudioRules.Check(output, problems);
        if (config.TurnDetection is { } turn)
            TurnDetectionRules.Check(turn, problems);
        if (config.Asr is { } asr)
            AsrRules.Check(asr, problems);
        Subscriptions(config.EventSubscriptions, problems);
        if (config.VoiceProcessing is { } processing)
            VoiceProcessing(processing, problems);
        problems.Within("data.voice_print_config.score", config.VoicePrint?.Score, 0, 100);
    }

    private static void Subscriptions(IReadOnlyList<string>? names, ProblemList problems)
    {
        if (names is null || names.Count == 0)
            return;
        const string Path = "data.event_subscriptions";
        var hasError = false;
        var hasUpdated = false;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is null || !ProtocolNames.IsServerEvent(names[i]))
                problems.Add($"{Path}[{i}]", $"names no event of the service: '{names[i]}'");
            hasError |= names[i] == "error";
            hasUpdated |= names[i] == "chat.updated";
        }
        problems.Require(hasError, Path, "must name 'error', or refusals stay unseen");
        problems.Require(hasUpdated, Path, "must name 'chat.updated', or the session never becomes ready");
    }

    internal static void VoiceProcessing(VoiceProcessingConfig config, ProblemList problems) =>
        problems.Require(
            config.EnableAns != true || config.EnablePdns != true,
            "data.voice_processing_config.enable_pdns",
            "excludes enable_ans; choose one");
}
