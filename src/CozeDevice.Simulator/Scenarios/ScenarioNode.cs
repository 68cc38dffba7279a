using System.Text.Json;

namespace CozeDevice.Simulator.Scenarios;

/// <summary>One object of a scenario file, read member by member; anything unexpected names its path.</summary>
internal sealed class ScenarioNode
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _read = [];

    /// <summary>Wraps an object.</summary>
    /// <exception cref="ScenarioException">It is not one.</exception>
    internal ScenarioNode(string path, JsonElement element)
    {
        Path = path;
        _element = element;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("", "must be an object");
        }
    }

    /// <summary>Where it is; empty for the file itself.</summary>
    internal string Path { get; }

    internal string? Text(string name) => Find(name) is { } value
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "must be a string")
        : null;

    internal string RequiredText(string name) => Text(name) ?? throw Wrong(name, "is required, a string");

    internal int? Integer(string name, int least, int most = int.MaxValue) => Find(name) is { } value
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw Wrong(name, most == int.MaxValue
                ? $"must be an integer of at least {least}"
                : $"must be an integer from {least} to {most}")
        : null;

    internal TimeSpan Milliseconds(string name, int otherwise = 0) =>
        TimeSpan.FromMilliseconds(Integer(name, 0) ?? otherwise);

    internal bool Flag(string name, bool otherwise = false) => Find(name) is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Wrong(name, "must be true or false")
        : otherwise;

    internal T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T otherwise) => Text(name) is { } text
        ? choices.TryGetValue(text, out T? choice)
            ? choice
            : throw Wrong(name, $"must be one of {string.Join(", ", choices.Keys)}")
        : otherwise;

    internal ConnectionRange Connections(string name) => Text(name) is { } text
        ? ConnectionRange.TryParse(text, out ConnectionRange range)
            ? range
            : throw Wrong(name, "must be like \"2\", \"1-3\" or \"4-\"")
        : ConnectionRange.All;

    /// <summary>A member of any kind.</summary>
    internal JsonElement? Any(string name) => Find(name);

    internal ScenarioNode? Object(string name) => Find(name) is { } value ? new ScenarioNode(At(name), value) : null;

    /// <summary>A list of objects; one object alone counts as a list of one.</summary>
    internal IReadOnlyList<T> List<T>(string name, Func<ScenarioNode, T> read)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return [read(new ScenarioNode(At(name), value))];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(name, "must be a list");
        }

        List<T> items = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            items.Add(read(new ScenarioNode($"{At(name)}[{items.Count}]", item)));
        }

        return items;
    }

    /// <summary>All members have been asked for: any other one is a slip.</summary>
    /// <exception cref="ScenarioException">There is another one.</exception>
    internal void Finish()
    {
        foreach (JsonProperty member in _element.EnumerateObject())
        {
            if (!_read.Contains(member.Name))
            {
                throw Wrong(member.Name, $"unknown member; known are {string.Join(", ", _read)}");
            }
        }
    }

    internal ScenarioException Wrong(string name, string expectation) =>
        new($"{(name.Length == 0 ? Path.Length == 0 ? "the file" : Path : At(name))}: {expectation}");

    private string At(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
