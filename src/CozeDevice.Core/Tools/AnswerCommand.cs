using System.Text.Json;
using CozeDevice.Protocol;

namespace CozeDevice.Tools;

/// <summary>Answers that are a command for a machine: JSON such as <c>{"action":"volume_up"}</c>, bare, in parentheses, or in a
/// fence of code (protocol §4.7). Pure.</summary>
public static class AnswerCommand
{
    private const int MaxLength = 4_096;
    private const int MaxCommands = 16;
    private const int MaxDepth = 16;

    private static readonly string[] Verbs = ["action", "command", "tool", "function", "name"];
    private static readonly string[] Holders = ["arguments", "params", "parameters", "data"];

    // What authors write for what a tool does with arguments.
    private static readonly (string Verb, string Tool, string Arguments)[] Aliases =
    [
        ("volume_up", "set_volume", """{"step":10}"""),
        ("volume_down", "set_volume", """{"step":-10}"""),
        ("led_on", "set_led", """{"pattern":"on"}"""),
        ("led_off", "set_led", """{"pattern":"off"}"""),
    ];

    /// <summary>The commands of an answer, as calls of tools.</summary>
    /// <param name="answer">The whole text of the answer.</param>
    /// <returns>Empty when it is an answer for people.</returns>
    public static IReadOnlyList<ToolCall> Read(string answer)
    {
        if (answer.Length > MaxLength || Bare(answer) is not { } json)
            return [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
            return JsonText.IsText(document.RootElement) ? Read(document.RootElement) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static List<ToolCall> Read(JsonElement root)
    {
        var calls = new List<ToolCall>();
        if (root.ValueKind == JsonValueKind.Object)
        {
            Add(calls, root);
        }
        else if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() <= MaxCommands)
        {
            foreach (JsonElement item in root.EnumerateArray())
            {
                // One that is none: the whole is meant for people.
                if (item.ValueKind != JsonValueKind.Object || !Add(calls, item))
                    return [];
            }
        }
        return calls;
    }

    private static bool Add(List<ToolCall> calls, JsonElement command)
    {
        if (VerbOf(command, out string member) is not { Length: > 0 } verb || !ToolDefinition.IsName(verb))
            return false;
        string id = "answer-" + calls.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach ((string alias, string tool, string arguments) in Aliases)
        {
            if (alias == verb)
            {
                calls.Add(new ToolCall(id, "function", tool, arguments));
                return true;
            }
        }
        calls.Add(new ToolCall(id, "function", verb, Arguments(command, member)));
        return true;
    }

    private static string? VerbOf(JsonElement command, out string member)
    {
        foreach (string name in Verbs)
        {
            member = name;
            if (command.TryGetProperty(name, out JsonElement verb) && verb.ValueKind == JsonValueKind.String)
                return verb.GetString();
        }
        member = "";
        return null;
    }

    // In a member of their own, or beside the verb.
    private static string Arguments(JsonElement command, string verb)
    {
        foreach (string holder in Holders)
        {
            if (command.TryGetProperty(holder, out JsonElement inside) && inside.ValueKind is JsonValueKind.Object)
                return inside.GetRawText();
            if (inside.ValueKind is JsonValueKind.String)
                return inside.GetString()!;
        }
        return ToolResult.Json(json =>
        {
            foreach (JsonProperty other in command.EnumerateObject())
            {
                if (other.Name != verb)
                    other.WriteTo(json);
            }
        });
    }

    private static string? Bare(string answer)
    {
        ReadOnlySpan<char> text = answer.AsSpan().Trim();
        if (text.StartsWith("```", StringComparison.Ordinal) && text.EndsWith("```", StringComparison.Ordinal) && text.Length >= 6)
        {
            text = text[3..^3].Trim();
            if (text.StartsWith("json", StringComparison.OrdinalIgnoreCase))
                text = text[4..].Trim();
        }
        while (text.Length > 1 && (text[0], text[^1]) is ('(', ')') or ('（', '）'))
            text = text[1..^1].Trim();
        return text.Length > 1 && (text[0], text[^1]) is ('{', '}') or ('[', ']') ? text.ToString() : null;
    }
}
