using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Naming;
using CozeDevice.Options;

namespace CozeDevice.Tools;

/// <summary>Reads <c>Tools:User</c>: tools by name, each with <c>description</c>, <c>parameters</c>, and <c>command</c> or
/// <c>url</c>.</summary>
internal static class UserToolReader
{
    private const int LeastLimitMs = 100;
    private const int MaxParameters = 20;
    private static readonly int MostLimitMs = (int)TurnRules.ToolLimit.TotalMilliseconds;

    private static readonly string[] Members = ["description", "parameters", "command", "url", "timeout_ms"];
    private static readonly string[] ParameterMembers = ["type", "description", "required", "minimum", "maximum", "enum"];
    private static readonly (string Name, ToolType Type)[] Types =
    [
        ("string", ToolType.Text), ("integer", ToolType.Whole), ("number", ToolType.Number), ("boolean", ToolType.Flag),
        ("array", ToolType.List), ("object", ToolType.Map),
    ];

    /// <summary>What is wrong with the value of the key, or null.</summary>
    /// <param name="json">A JSON object.</param>
    public static string? Check(string json)
    {
        try
        {
            Read(json);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>The tools.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="FormatException">What is wrong, behind the name of the tool.</exception>
    public static IReadOnlyList<UserTool> Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var tools = new List<UserTool>();
        foreach (JsonProperty tool in document.RootElement.EnumerateObject())
        {
            if (!ToolDefinition.IsName(tool.Name))
                throw Wrong(tool.Name, $"should be named with at most {ToolDefinition.MaxName} letters, digits, _ or -");
            if (BuiltInTools.Definitions.Any(definition => definition.Name == tool.Name))
                throw Wrong(tool.Name, "is the name of a built-in tool; choose another");
            tools.Add(Tool(tool.Name, tool.Value));
        }
        return tools;
    }

    private static UserTool Tool(string name, JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "should be an object with description and command or url");
        Known(name, tool, Members);
        if (Text(name, tool, "description") is not { Length: > 0 } description)
            throw Wrong(name, "has no description; it tells the model when to use the tool");
        string[] command = Command(name, tool);
        Uri? url = Url(name, tool);
        if (command.Length > 0 == (url is not null))
            throw Wrong(name, "should have either a command or a url");
        var definition = new ToolDefinition(name, description, Parameters(name, tool));
        return new(definition, command, url, TimeSpan.FromMilliseconds(LimitMs(name, tool)));
    }

    private static string[] Command(string name, JsonElement tool)
    {
        if (!tool.TryGetProperty("command", out JsonElement words))
            return [];
        if (words.ValueKind != JsonValueKind.Array || words.GetArrayLength() == 0
            || words.EnumerateArray().Any(static word => word.ValueKind != JsonValueKind.String))
        {
            throw Wrong(name, """has a command that is no list of words: ["/usr/bin/program","argument"]""");
        }
        string[] command = [.. words.EnumerateArray().Select(static word => word.GetString()!)];
        return command[0].StartsWith('/')
            ? command
            : throw Wrong(name, "should name its program by the whole path; there is no shell and no search");
    }

    private static Uri? Url(string name, JsonElement tool)
    {
        if (Text(name, tool, "url") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.IsLoopback && url.UserInfo.Length == 0
            ? url
            : throw Wrong(name, "should call this machine: http://127.0.0.1:PORT/PATH");
    }

    private static int LimitMs(string name, JsonElement tool)
    {
        if (!tool.TryGetProperty("timeout_ms", out JsonElement limit))
            return MostLimitMs;
        return limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out int milliseconds)
            && milliseconds >= LeastLimitMs && milliseconds <= MostLimitMs
            ? milliseconds
            : throw Wrong(name, $"has a timeout_ms that should be a whole number from {LeastLimitMs} to {MostLimitMs}");
    }

    private static List<ToolParameter> Parameters(string name, JsonElement tool)
    {
        var parameters = new List<ToolParameter>();
        if (!tool.TryGetProperty("parameters", out JsonElement all))
            return parameters;
        if (all.ValueKind != JsonValueKind.Object)
            throw Wrong(name, """has parameters that should be an object: {"on":{"type":"boolean"}}""");
        foreach (JsonProperty parameter in all.EnumerateObject())
            parameters.Add(Parameter(name, parameter.Name, parameter.Value));
        return parameters.Count <= MaxParameters ? parameters : throw Wrong(name, $"has more than {MaxParameters} parameters");
    }

    private static ToolParameter Parameter(string tool, string name, JsonElement parameter)
    {
        string where = $"{tool}.{name}";
        if (parameter.ValueKind != JsonValueKind.Object)
            throw Wrong(where, """should be an object: {"type":"integer","description":"…"}""");
        Known(where, parameter, ParameterMembers);
        string? type = Text(where, parameter, "type");
        int index = Array.FindIndex(Types, known => known.Name == type);
        if (index < 0)
            throw Wrong(where, $"has a type that should be {string.Join(", ", Types.Select(static known => known.Name))}");
        return new(name, Types[index].Type, Text(where, parameter, "description") ?? "", Flag(where, parameter, "required"))
        {
            Least = Number(where, parameter, "minimum"),
            Most = Number(where, parameter, "maximum"),
            Choices = Choices(where, parameter),
        };
    }

    private static IReadOnlyList<string> Choices(string where, JsonElement parameter)
    {
        if (!parameter.TryGetProperty("enum", out JsonElement words))
            return [];
        return words.ValueKind == JsonValueKind.Array && words.EnumerateArray().All(static word => word.ValueKind == JsonValueKind.String)
            ? [.. words.EnumerateArray().Select(static word => word.GetString()!)]
            : throw Wrong(where, "has an enum that should be a list of text");
    }

    private static void Known(string where, JsonElement owner, string[] members)
    {
        foreach (JsonProperty member in owner.EnumerateObject())
        {
            if (!members.Contains(member.Name))
                throw Wrong(where, $"has the unknown member {Printable.Value(member.Name)}; did you mean {NearestName.Find(member.Name, members, out _)}?");
        }
    }

    private static string? Text(string where, JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(where, $"has a {member} that should be text");
    }

    private static bool Flag(string where, JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out JsonElement value))
            return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Wrong(where, $"has a {member} that should be true or false");
    }

    private static double? Number(string where, JsonElement owner, string member)
    {
        if (!owner.TryGetProperty(member, out JsonElement value))
            return null;
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong(where, $"has a {member} that should be a number");
    }

    private static FormatException Wrong(string where, string what) => new($"{Printable.Value(where)} {what}");
}
