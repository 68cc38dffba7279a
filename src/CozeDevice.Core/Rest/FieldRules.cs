using System.Globalization;
using System.Text;
using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <summary>Checks a request against its table. Pure.</summary>
internal static class FieldRules
{
    /// <summary>All problems at once; empty when the request may be sent.</summary>
    internal static IReadOnlyList<ConfigProblem> Check<T>(IReadOnlyList<RestField<T>> fields, T request)
    {
        var problems = new ProblemList();
        foreach (var field in fields)
        {
            var value = field.Value(request);
            if (value is null or "")
            {
                problems.Require(!field.IsRequired, field.Path, "is required");
                if (value is "" && !field.IsRequired)
                    problems.Add(field.Path, "must be left out instead of empty");
            }
            else
            {
                Value(field, value, problems);
            }
            if (field.Rule?.Invoke(request) is { } wrong)
                problems.Add(field.Path, wrong);
        }
        return problems.Problems;
    }

    private static void Value(RestField field, object value, ProblemList problems)
    {
        switch (value)
        {
            case string text:
                Text(field, text, problems);
                break;
            case int number:
                Number(field, number, problems);
                break;
            case double number:
                Number(field, number, problems);
                break;
            case FileContent file:
                problems.Require(file.Bytes.Length > 0, field.Path, "must not be empty");
                problems.Require(file.Bytes.Length <= field.MaxBytes, field.Path, $"must be {field.Range}, is {file.Bytes.Length} bytes");
                break;
            case IReadOnlyDictionary<string, string> pairs:
                Pairs(field.Path, pairs, problems);
                break;
            case IReadOnlyDictionary<string, JsonElement> values when field.Path == "parameters":
                ConversationRules.Parameters(field.Path, values, problems);
                break;
            case IReadOnlyList<RestMessage> messages:
                Count(field, messages.Count, problems);
                for (var i = 0; i < messages.Count; i++)
                    RestMessageFormat.Check($"{field.Path}[{i}]", messages[i], problems);
                break;
            case IReadOnlyList<ToolOutput> outputs:
                Count(field, outputs.Count, problems);
                for (var i = 0; i < outputs.Count; i++)
                {
                    problems.NotEmpty($"{field.Path}[{i}].tool_call_id", outputs[i].ToolCallId);
                    problems.Require(outputs[i].Output is not null, $"{field.Path}[{i}].output", "must not be null");
                }
                break;
        }
    }

    private static void Text(RestField field, string text, ProblemList problems)
    {
        if (field.Choices.Count > 0)
            problems.OneOf(field.Path, text, [.. field.Choices]);
        if (field.MaxCharacters is { } characters && ProblemList.Characters(text) is var count && count > characters)
            problems.Add(field.Path, $"must have at most {characters} characters, has {count}");
        if (field.MaxBytes is { } bytes && Encoding.UTF8.GetByteCount(text) is var length && length > bytes)
            problems.Add(field.Path, $"must have at most {bytes} bytes of UTF-8, has {length}");
    }

    private static void Number(RestField field, double number, ProblemList problems)
    {
        if (field.Choices.Count > 0)
            problems.OneOf(field.Path, number.ToString(CultureInfo.InvariantCulture), [.. field.Choices]);
        if (field.Min is { } min)
            problems.Within(field.Path, number, min, field.Max ?? int.MaxValue);
    }

    private static void Count(RestField field, int count, ProblemList problems)
    {
        if (field.MaxItems is { } most)
            problems.Require(count <= most, field.Path, $"must have at most {most} entries, has {count}");
        if (field.Min is { } least)
            problems.Require(count >= least, field.Path, $"must have at least {least} entries");
    }

    private static void Pairs(string path, IReadOnlyDictionary<string, string> pairs, ProblemList problems)
    {
        switch (path)
        {
            case "meta_data":
                ConversationRules.MetaData(path, pairs, problems);
                break;
            case "custom_variables":
                ConversationRules.CustomVariables(path, pairs, problems);
                break;
            case "extra_params":
                ConversationRules.ExtraParams(path, pairs, problems);
                break;
        }
    }
}
