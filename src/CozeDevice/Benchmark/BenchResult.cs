namespace CozeDevice.Benchmark;

/// <summary>Everything a benchmark measured.</summary>
/// <param name="Endpoint">The service, without what may be secret.</param>
/// <param name="Codec">The codec in both directions.</param>
/// <param name="UtteranceSeconds">How long the spoken question is; null where it was text.</param>
/// <param name="WarmUp">The turn before the first, which does not count; null when there was none.</param>
/// <param name="Turns">The turns, in order.</param>
internal sealed record BenchResult(
    string Endpoint, string Codec, double? UtteranceSeconds, BenchTurn? WarmUp, IReadOnlyList<BenchTurn> Turns)
{
    /// <summary>The turns that count.</summary>
    public IReadOnlyList<BenchTurn> Measured => [.. Turns.Where(turn => turn.Failure is null)];

    /// <summary>Why turns failed, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Failures =>
        [.. Turns.Where(turn => turn.Failure is not null).CountBy(turn => turn.Failure!).OrderByDescending(pair => pair.Value)];

    /// <summary>What came of it as a whole.</summary>
    public BenchOutcome Outcome
    {
        get
        {
            if (Failures.Count == 0) return BenchOutcome.Measured;
            if (Measured.Count > 0) return BenchOutcome.Failed;
            if (Turns.All(turn => turn.Failure == BenchTurn.NoAnswer)) return BenchOutcome.Unanswered;
            return Turns.All(turn => turn.Failure is BenchTurn.LinkLost or BenchTurn.Offline) ? BenchOutcome.Unlinked : BenchOutcome.Failed;
        }
    }

    /// <summary>To the transcript.</summary>
    public BenchPercentiles Transcript => BenchPercentiles.Of(Measured.Select(turn => turn.Transcript));

    /// <summary>To the first text.</summary>
    public BenchPercentiles Text => BenchPercentiles.Of(Measured.Select(turn => turn.Text));

    /// <summary>To the first audio.</summary>
    public BenchPercentiles Audio => BenchPercentiles.Of(Measured.Select(turn => turn.Audio));
}
