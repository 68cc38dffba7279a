using System.Text.Json;

namespace CozeDevice.Simulator.Rest;

/// <summary>A conversation: what belongs together and what the agent remembers.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="id">Decimal id.</param>
/// <param name="createdAt">Unix seconds.</param>
internal sealed class Conversation(string id, long createdAt)
{
    private const string CreatorId = "2470000000000001";
    private const int MaxHistory = 100;

    private readonly Lock _gate = new();
    private readonly Queue<Message> _history = new();
    private ChatTurn? _running;

    /// <summary>Decimal id.</summary>
    internal string Id { get; } = id;

    /// <summary>The agent it was made for; <c>""</c> if unknown.</summary>
    internal string BotId { get; init; } = "";

    /// <summary>Its name, may be empty.</summary>
    internal string Name { get; init; } = "";

    /// <summary>Where it was made: 1024 is the API.</summary>
    internal string ConnectorId { get; init; } = "1024";

    /// <summary>The client's pairs.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> MetaData { get; init; } = [];

    /// <summary>Unix seconds.</summary>
    internal long CreatedAt => createdAt;

    /// <summary>The stretch of the conversation that is context now; a fresh one has the conversation's id.</summary>
    internal string SectionId { get; private set; } = id;

    /// <summary>Forgets what was said.</summary>
    /// <returns>The new section.</returns>
    internal string Clear()
    {
        lock (_gate)
        {
            _history.Clear();
            return SectionId = Ids.Next();
        }
    }

    /// <summary>Remembers messages; the oldest are forgotten.</summary>
    internal void Remember(params IEnumerable<Message> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
            {
                _history.Enqueue(message);
                if (_history.Count > MaxHistory) _history.Dequeue();
            }
        }
    }

    /// <summary>What the user asked last; <see langword="null"/> if nothing.</summary>
    internal Message? LastQuestion()
    {
        lock (_gate) return _history.LastOrDefault(static message => message.Role == "user");
    }

    /// <summary>Makes a chat the running one.</summary>
    /// <returns><see langword="false"/> while another one runs.</returns>
    internal bool TryBegin(ChatTurn turn)
    {
        var running = Volatile.Read(ref _running);
        return running?.Status != ChatStatus.InProgress
            && Interlocked.CompareExchange(ref _running, turn, running) == running;
    }

    /// <summary>Writes the conversation as the service describes it.</summary>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("name", Name);
        Rest.MetaData.Write(json, MetaData);
        json.WriteString("creator_id", CreatorId);
        json.WriteNumber("created_at", CreatedAt);
        json.WriteNumber("updated_at", CreatedAt);
        json.WriteString("last_section_id", SectionId);
        json.WriteString("connector_id", ConnectorId);
        json.WriteEndObject();
    }
}
