using CozeDevice.Protocol;

namespace CozeDevice.Tests.Fuzz;

/// <summary>What messages led to, as cheap feedback: a message that did something new in a phase is kept and mutated again.</summary>
internal sealed class FuzzCoverage
{
    private const int MostKept = 1_024;

    private readonly HashSet<(string Before, string Outcome, string After)> _seen = [];
    private readonly Dictionary<string, int> _phases = [];
    private readonly Dictionary<string, int> _outcomes = [];
    private readonly EventReader _reader = new();

    /// <summary>Messages that did something new.</summary>
    public List<byte[]> Kept { get; } = [];

    /// <summary>Messages by the phase they met.</summary>
    public IReadOnlyDictionary<string, int> Phases => _phases;

    /// <summary>Messages by what they were read as.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Different (phase, outcome, next phase).</summary>
    public int Count => _seen.Count;

    /// <summary>Takes the counts of another one over, not what it kept.</summary>
    public void Add(FuzzCoverage other)
    {
        _seen.UnionWith(other._seen);
        foreach ((string phase, int count) in other._phases)
            _phases[phase] = _phases.GetValueOrDefault(phase) + count;
        foreach ((string outcome, int count) in other._outcomes)
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + count;
    }

    /// <summary>Notes what a message did.</summary>
    public void Note(byte[] message, string before, string after)
    {
        string outcome = _reader.Read(message, out ServerEvent? read) switch
        {
            ReadKind.Event => read!.GetType().Name,
            var kind => kind.ToString(),
        };
        _phases[before] = _phases.GetValueOrDefault(before) + 1;
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        if (_seen.Add((before, outcome, after)) && Kept.Count < MostKept)
            Kept.Add(message);
    }
}
