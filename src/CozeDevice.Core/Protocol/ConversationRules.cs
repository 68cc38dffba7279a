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
            MetaData(metaData, problems);
        if (config.CustomVariables is { } variables)
            CustomVariables(variables, problems);
        if (config.ExtraParams is { } extra)
            ExtraParams(extra, problems);
        if (config.Parameters is { } parameters)
            Parameters(parameters, problems);
    }

    private static void MetaData(IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        const string Map = $"{Path}.meta_data";
        problems.Require(pairs.Count <= MostMetaData, Map, $"must have at most {MostMetaData} pairs, has {pairs.Count}");
        foreach (var (key, value) in pairs)
        {
            var path = $"{Map}.{JsonText.Cut(key, LongestMetaDataKey)}";
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

    private static void CustomVariables(IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        foreach (var (key, value) in pairs)
        {
            var path = $"{Path}.custom_variables.{key}";
            problems.Require(IsVariableName(key), path, "must have a name of letters and underscores only");
            problems.Require(value is not null, path, "must not be null");
        }
    }

    private static void ExtraParams(IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        foreach (var (key, value) in pairs)
        {
            var path = $"{Path}.extra_params.{key}";
            problems.Require(key is "latitude" or "longitude", path, "is not honoured; only latitude and longitude are");
            problems.Require(value is not null, path, "must not be null");
        }
    }

    private static void Parameters(IReadOnlyDictionary<string, JsonElement> pairs, ProblemList problems)
    {
        foreach (var (key, value) in pairs)
        {
            var path = $"{Path}.parameters.{key}";
            problems.Require(key != "USER_INPUT", path, "is not honoured; what is said is the input");
            problems.Require(value.ValueKind != JsonValueKind.Undefined, path, "must be a JSON value");
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
