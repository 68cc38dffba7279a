using System.Globalization;
using CozeDevice.Protocol;

namespace CozeDevice.Options;

/// <summary>Builds what is asked of the service from the settings; audio formats and ids of the conversation come later.</summary>
internal static class ChatBinder
{
    /// <summary>The configuration, from settings of which wrong ones count as not set.</summary>
    /// <param name="loaded">Every setting.</param>
    public static ChatConfig Build(LoadedConfiguration loaded) => new Reader(loaded).Chat();

    /// <summary>What is wrong with settings that are right alone, by the rules of the protocol.</summary>
    /// <param name="loaded">Every setting.</param>
    public static IEnumerable<ConfigurationError> Together(LoadedConfiguration loaded)
    {
        foreach (ConfigProblem problem in ChatConfigValidator.Validate(Build(loaded)))
        {
            if (Culprit(loaded, problem.Path) is { } setting)
                yield return new(setting.Origin.Text, setting.Key.Path, Inside(problem.Path, setting.Key.Field!) + problem.Message);
        }
    }

    // Which entry of a list or member of a map it is.
    private static string Inside(string path, string field) =>
        path.Length > field.Length + 5 ? $"{path[(field.Length + 5)..].TrimStart('.')}: " : "";

    // The key whose field is the longest beginning of the problem's path, and which somebody has written.
    private static EffectiveSetting? Culprit(LoadedConfiguration loaded, string path)
    {
        EffectiveSetting? best = null;
        foreach (EffectiveSetting setting in loaded.Settings)
        {
            if (setting.Key.Field is not { } field || setting.Origin.Kind == OriginKind.Default)
                continue;
            string full = "data." + field;
            bool fits = path.StartsWith(full, StringComparison.Ordinal) || full.StartsWith(path + ".", StringComparison.Ordinal);
            if (fits && (best is null || field.Length > best.Key.Field!.Length))
                best = setting;
        }
        return best;
    }

    private sealed class Reader(LoadedConfiguration loaded)
    {
        public ChatConfig Chat() => new()
        {
            Conversation = new ConversationConfig
            {
                AutoSaveHistory = Flag("Chat:AutoSaveHistory"),
                MetaData = Map("Chat:MetaData"),
                CustomVariables = Map("Chat:CustomVariables"),
                ExtraParams = Place(),
                Parameters = Value("Chat:Parameters") is { } members ? JsonValue.Object(members) : null,
            },
            OutputAudio = Voice(),
            TurnDetection = Turn(),
            Asr = Asr(),
            EventSubscriptions = List("Chat:EventSubscriptions") is { } names ? NeededEvents.With(names) : null,
            NeedPlayPrologue = Flag("Chat:Prologue") ?? false,
            PrologueContent = Value("Chat:PrologueContent"),
            VoiceProcessing = OrNull(new VoiceProcessingConfig
            {
                EnableAns = Flag("VoiceProcessing:EnableAns"),
                EnablePdns = Flag("VoiceProcessing:EnablePdns"),
                VoicePrintFeatureId = Value("VoiceProcessing:VoicePrintFeatureId"),
            }),
            VoicePrint = OrNull(new VoicePrintConfig
            {
                GroupId = Value("VoicePrint:GroupId"),
                Score = Integer("VoicePrint:Score"),
                ReuseVoiceInfo = Flag("VoicePrint:ReuseVoiceInfo"),
            }),
        };

        private OutputAudioConfig Voice() => new()
        {
            SpeechRate = Integer("Voice:SpeechRate"),
            LoudnessRate = Integer("Voice:LoudnessRate"),
            VoiceId = Value("Coze:VoiceId"),
            ContextTexts = Value("Voice:ContextTexts"),
            Emotion = OrNull(new EmotionConfig
            {
                Emotion = Value("Voice:Emotion"),
                EmotionScale = Number("Voice:EmotionScale"),
            }),
            Opus = OrNull(new OpusOutputConfig { Bitrate = Integer("Voice:OpusBitrate"), UseCbr = Flag("Voice:OpusCbr") }),
        };

        private TurnDetectionConfig Turn() => new()
        {
            Type = Value("Turn:Mode") switch
            {
                "server_vad" => TurnDetectionConfig.ServerVad,
                "semantic_vad" => TurnDetectionConfig.SemanticVad,
                _ => TurnDetectionConfig.ClientInterrupt,
            },
            PrefixPaddingMs = Integer("Turn:PrefixPaddingMs"),
            SilenceDurationMs = Integer("Turn:SilenceDurationMs"),
            Semantic = OrNull(new SemanticVadConfig
            {
                SilenceThresholdMs = Integer("Turn:SemanticSilenceMs"),
                UnfinishedWaitMs = Integer("Turn:SemanticWaitMs"),
            }),
            Interrupt = OrNull(new InterruptConfig { Mode = Value("Turn:InterruptMode"), Keywords = List("Turn:InterruptKeywords") }),
        };

        private AsrConfig? Asr() => OrNull(new AsrConfig
        {
            HotWords = List("Asr:HotWords"),
            Context = Value("Asr:Context"),
            ContextType = Value("Asr:ContextType"),
            UserLanguage = Value("Asr:UserLanguage"),
            EnableDdc = Flag("Asr:EnableDdc"),
            EnableItn = Flag("Asr:EnableItn"),
            EnablePunc = Flag("Asr:EnablePunc"),
            StreamMode = Value("Asr:StreamMode"),
            EnableNostream = Flag("Asr:EnableNostream"),
            EnableEmotion = Flag("Asr:EnableEmotion"),
            EnableGender = Flag("Asr:EnableGender"),
            SensitiveWords = OrNull(new SensitiveWordsFilter
            {
                SystemReservedFilter = Flag("Asr:SystemFilter"),
                FilterWithEmpty = List("Asr:FilterWithEmpty"),
                FilterWithSigned = List("Asr:FilterWithSigned"),
            }),
        });

        private Dictionary<string, string>? Place()
        {
            var place = new Dictionary<string, string>(StringComparer.Ordinal);
            if (Value("Chat:Latitude") is { } north) place["latitude"] = north;
            if (Value("Chat:Longitude") is { } east) place["longitude"] = east;
            return place.Count > 0 ? place : null;
        }

        // A section in which nothing is set is left out of the message.
        private static T? OrNull<T>(T section)
            where T : class, new() => section.Equals(new T()) ? null : section;

        private string? Value(string path) => loaded.Find(path)?.Value;

        private bool? Flag(string path) => Value(path) is { } text ? text == "true" : null;

        private int? Integer(string path) => Value(path) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

        private double? Number(string path) => Value(path) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

        private IReadOnlyList<string>? List(string path) => Value(path) is { } text ? JsonValue.List(text) : null;

        private IReadOnlyDictionary<string, string>? Map(string path) => Value(path) is { } text ? JsonValue.Map(text) : null;
    }
}
