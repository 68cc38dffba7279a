using System.Text.Json;

namespace CozeDevice.Tests.Fuzz;

/// <summary>Where the values, the names and the whole members of a JSON text stand, as far as it is one.</summary>
internal sealed class JsonSpots
{
    private readonly Stack<int> _open = new();
    private readonly Stack<int> _members = new();

    /// <summary>Start and end of every value.</summary>
    public List<(int Start, int End)> Values { get; } = [];

    /// <summary>Start and end of every name, with its quotes.</summary>
    public List<(int Start, int End)> Names { get; } = [];

    /// <summary>Start and end of every member, from its name to the end of its value.</summary>
    public List<(int Start, int End)> Members { get; } = [];

    /// <summary>Finds them; what stood before in this instance is forgotten.</summary>
    public void Find(ReadOnlySpan<byte> utf8)
    {
        Values.Clear();
        Names.Clear();
        Members.Clear();
        _open.Clear();
        _members.Clear();
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 100, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            while (json.Read())
                See(ref json);
        }
        catch (JsonException)
        {
            // Broken already: what was found so far is enough.
        }
    }

    private void See(ref Utf8JsonReader json)
    {
        int start = (int)json.TokenStartIndex, end = (int)json.BytesConsumed;
        switch (json.TokenType)
        {
            case JsonTokenType.PropertyName:
                int quoted = start + json.ValueSpan.Length + 2;
                Names.Add((start, quoted));
                _members.Push(start);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _open.Push(start);
                // Members of this object are no members of the one around it.
                _members.Push(-1);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _members.Pop();
                Add(_open.Pop(), end);
                break;
            default:
                Add(start, end);
                break;
        }
    }

    private void Add(int start, int end)
    {
        Values.Add((start, end));
        if (_members.TryPeek(out int member) && member >= 0)
            Members.Add((_members.Pop(), end));
    }
}
