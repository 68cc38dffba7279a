using System.Text.Json;

namespace CozeDevice.Protocol;

/// <summary>Limits of <c>chat_config</c> (protocol §3.1.1).</summary>
internal static class ConversationRules
{
    private const string Path = "data.chat_config";
    private const int MostMetaData = 16;
    private const int LongestMetaDataKey = 64;
    private const int LongestMetaDataValue = 512;

    internal static void Check(ConversationConfig config, ProblemList problems)
    {
        problems.Require(
            config.ConversationId is not "", $"{Path}.conversation_id", "must be left out instead of empty");
        if (config.MetaData is { } metaData)
            MetaData($"{Path}.meta_data", metaData, problems);
        if (config.CustomVariables is { } variables)
            CustomVariables($"{Path}.custom_variables", variables, problems);
        if (config.ExtraParams is { } extra)
            ExtraParams($"{Path}.extra_params", extra, problems);
        if (config.Parameters is { } parameters)
            Parameters($"{Path}.parameters", parameters, problems);
    }

    internal static void MetaData(string map, IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        problems.Require(
            pairs.Count <= MostMetaData, map, $"must have at most {MostMetaData} pairs, has {pairs.Count}");
        foreach (var (key, value) in pairs)
        {
            var path = $"{map}.{JsonText.Cut(key, LongestMetaDataKey)}";
            problems.Require(
                key.Length > 0 && ProblemList.Characters(key) <= LongestMetaDataKey,
                path,
                $"must have a key of 1 to {LongestMetaDataKey} characters");
            problems.Require(
                value is { Length: > 0 } && ProblemList.Characters(value) <= LongestMetaDataValue,
                path,
                $"must have a value of 1 to {LongestMetaDataValue} characters");
        }
    }

    internal static void CustomVariables(string map, IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        foreach (var (key, value) in pairs)
        {
            var path = $"{map}.{key}";
            problems.Require(IsVariableName(key), path, "must have a name of letters and underscores only");
            problems.Require(value is not null, path, "must not be null");
        }
    }

    internal static void ExtraParams(string map, IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        foreach (var (key, value) in pairs)
        {
            var path = $"{map}.{key}";
            problems.Require(
                key is "latitude" or "longitude", path, "is not honoured; only latitude and longitude are");
            problems.Require(value is not null, path, "must not be null");
        }
    }

    internal static void Parameters(string map, IReadOnlyDictionary<string, JsonElement> pairs, ProblemList problems)
    {
        foreach (var (key, value) in pairs)
        {
            var path = $"{map}.{key}";
            problems.Require(key != "USER_INPUT", path, "is not honoured; what is said is the input");
            problems.Require(value.ValueKind != JsonValueKind.Undefined, path, "must be a JSON value");
            problems.Require(JsonText.IsText(value), path, "must be text without halves of characters");
        }
    }

    private static bool IsVariableName(string name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetter(letter) && letter != '_')
                return false;
        }
        return name.Length > 0;
    }
}
