using System.Diagnostics.Metrics;

namespace CozeDevice.Metrics;

/// <summary>Counts by one or two words of a small set. One count serves the status and the export. Any thread.</summary>
/// <param name="first">The attribute the first word is exported as.</param>
/// <param name="second">The attribute of the second word, or null when there is none.</param>
internal sealed class Tally(string first, string? second = null)
{
    private readonly Dictionary<(string First, string? Second), long> _counts = [];
    private readonly Lock _lock = new();

    /// <summary>Counts one.</summary>
    /// <param name="word">The first word.</param>
    /// <param name="detail">The second word; not exported when there is no attribute for it.</param>
    public void Count(string word, string? detail = null)
    {
        lock (_lock)
            _counts[(word, detail)] = _counts.GetValueOrDefault((word, detail)) + 1;
    }

    /// <summary>All counts with a first word.</summary>
    public long Of(string word)
    {
        long sum = 0;
        lock (_lock)
        {
            foreach (((string counted, _), long count) in _counts)
                sum += counted == word ? count : 0;
        }
        return sum;
    }

    /// <summary>The counts as the meter reads them.</summary>
    public IEnumerable<Measurement<long>> Measure()
    {
        lock (_lock)
        {
            var measured = new List<Measurement<long>>(_counts.Count);
            foreach (((string word, string? detail), long count) in _counts)
            {
                measured.Add(second is null
                    ? new(count, new KeyValuePair<string, object?>(first, word))
                    : new(count, new KeyValuePair<string, object?>(first, word), new KeyValuePair<string, object?>(second, detail)));
            }
            return measured;
        }
    }
}
