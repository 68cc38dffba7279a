using CozeDevice.Protocol;

namespace CozeDevice.Rtc;

/// <summary>Checks a message up against every limit of protocol §10. Pure.</summary>
public static class RtcValidator
{
    private const int MostKeywords = 10;
    private const int LongestKeyword = 8;
    private const int LongestFiller = 10;

    /// <summary>All problems at once; empty when the message may be sent.</summary>
    public static IReadOnlyList<ConfigProblem> Validate(RtcClientEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var problems = new ProblemList();
        switch (message)
        {
            case UpdateSession update:
                Session(update.Session, problems);
                break;
            case UpdatePreAnswer filler:
                Filler(filler, problems);
                break;
            case UpdateMode mode:
                problems.OneOf("data.mode", mode.Mode ?? "", ["chat", "podcast", "translate"]);
                problems.Require(mode.UserLanguage is null || mode.Mode == "chat", "data.chat.user_language", "works with mode chat only");
                problems.OneOf("data.chat.user_language", mode.UserLanguage, AsrRules.Languages);
                break;
            case SameAsSocket { Event: CompleteInput or CancelChat or SubmitToolOutputs or CreateMessage or GenerateAudio } same:
                return ClientEventValidator.Validate(same.Event);
            case SameAsSocket:
                problems.Add("event_type", "is not known in RTC rooms");
                break;
        }
        return problems.Problems;
    }

    private static void Session(RtcSession session, ProblemList problems)
    {
        problems.Require(session.VoiceId is not "", "data.voice_id", "must be left out instead of empty");
        problems.Within("data.speech_rate", session.SpeechRate, -50, 100);
        problems.Within("data.loudness_rate", session.LoudnessRate, -50, 100);
        problems.NotBelow("data.longest_silence_ms", session.LongestSilenceMs, 1);
        for (var i = 0; i < session.EventSubscriptions?.Count; i++)
        {
            if (!RtcNames.IsServerEvent(session.EventSubscriptions[i]))
                problems.Add($"data.event_subscriptions[{i}]", $"names no event of a room: '{session.EventSubscriptions[i]}'");
        }
        if (session.Chat is { } chat)
            Chat(chat, problems);
        if (session.TurnDetection is { } turn)
            Turn(turn, problems);
        if (session.Asr is { } asr)
            AsrRules.Check(asr, problems);
        problems.OneOf("data.tts_config.emotion", session.Speech?.Emotion, OutputAudioRules.Emotions);
        problems.Within("data.tts_config.emotion_scale", session.Speech?.EmotionScale, 1, 5);
        problems.Within("data.voice_print_config.score", session.VoicePrint?.Score, 0, 100);
        if (session.VoiceProcessing is { } processing)
            ChatConfigValidator.VoiceProcessing(processing, problems);
    }

    private static void Chat(RtcChatConfig chat, ProblemList problems)
    {
        const string Path = "data.chat_config";
        if (chat.MetaData is { } metaData)
            ConversationRules.MetaData($"{Path}.meta_data", metaData, problems);
        if (chat.CustomVariables is { } variables)
            ConversationRules.CustomVariables($"{Path}.custom_variables", variables, problems);
        if (chat.ExtraParams is { } extra)
            ConversationRules.ExtraParams($"{Path}.extra_params", extra, problems);
        if (chat.Parameters is { } parameters)
            ConversationRules.Parameters($"{Path}.parameters", parameters, problems);
        problems.OneOf(
            $"{Path}.plugin_interrupt_mode", chat.PluginInterruptMode, [RtcChatConfig.Blocking, RtcChatConfig.Nonblocking]);
        if (chat.Interrupt is not { } interrupt)
            return;
        problems.Require(chat.AllowVoiceInterrupt != false, $"{Path}.interrupt_config", "works with allow_voice_interrupt only");
        problems.OneOf(
            $"{Path}.interrupt_config.mode",
            interrupt.Mode ?? "",
            [RtcChatConfig.InterruptAll, InterruptConfig.KeywordContains, InterruptConfig.KeywordPrefix]);
        var keywords = interrupt.Keywords ?? [];
        problems.Require(
            keywords.Count <= MostKeywords, $"{Path}.interrupt_config.keywords", $"must be at most {MostKeywords} words, are {keywords.Count}");
        for (var i = 0; i < keywords.Count; i++)
            Short($"{Path}.interrupt_config.keywords[{i}]", keywords[i], LongestKeyword, problems);
    }

    private static void Turn(TurnDetectionConfig turn, ProblemList problems)
    {
        const string Path = "data.turn_detection";
        problems.OneOf($"{Path}.type", turn.Type, [TurnDetectionConfig.ServerVad, "client_vad", TurnDetectionConfig.SemanticVad]);
        problems.NotBelow($"{Path}.prefix_padding_ms", turn.PrefixPaddingMs, 0);
        problems.Within($"{Path}.silence_duration_ms", turn.SilenceDurationMs, 200, 2000);
        problems.NotBelow($"{Path}.semantic_vad_config.silence_threshold_ms", turn.Semantic?.SilenceThresholdMs, 0);
        problems.Within(
            $"{Path}.semantic_vad_config.semantic_unfinished_wait_time_ms", turn.Semantic?.UnfinishedWaitMs, 100, 2000);
        problems.Require(turn.Interrupt is null, $"{Path}.interrupt_config", "belongs to data.chat_config in RTC rooms");
    }

    private static void Filler(UpdatePreAnswer filler, ProblemList problems)
    {
        const string Path = "data.pre_answer";
        var answer = filler.Answer;
        problems.OneOf($"{Path}.type", answer.Type ?? "", ["none", "audio", "text", "bot"]);
        problems.Require(answer.Type != "audio" || !string.IsNullOrEmpty(answer.FileId), $"{Path}.file_id", "must be given with type audio");
        problems.Require(answer.Type != "bot" || !string.IsNullOrEmpty(answer.BotId), $"{Path}.bot_id", "must be given with type bot");
        problems.Require(answer.Type != "text" || answer.Texts is { Count: > 0 }, $"{Path}.pre_answer_list", "must be given with type text");
        for (var i = 0; i < answer.Texts?.Count; i++)
            Short($"{Path}.pre_answer_list[{i}]", answer.Texts[i], LongestFiller, problems);
        if (filler.Trigger is not { } trigger)
            return;
        problems.OneOf("data.trigger.type", trigger.Type ?? "", ["mandatory", "time-trigger", "event-driven"]);
        problems.Within("data.trigger.time_after", trigger.AfterMs, 0, 3000);
        problems.Require(
            trigger.AfterMs is null || trigger.Type == "time-trigger", "data.trigger.time_after", "works with type time-trigger only");
    }

    private static void Short(string path, string? text, int most, ProblemList problems) => problems.Require(
        !string.IsNullOrEmpty(text) && ProblemList.Characters(text) <= most, path, $"must be 1 to {most} characters");
}
