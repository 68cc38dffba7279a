namespace CozeDevice.Benchmark;

/// <summary>What came of a benchmark.</summary>
internal enum BenchOutcome
{
    /// <summary>Every turn counts.</summary>
    Measured,

    /// <summary>Some turns, or all for several reasons, do not.</summary>
    Failed,

    /// <summary>No turn was answered in time.</summary>
    Unanswered,

    /// <summary>No turn had a link to its end.</summary>
    Unlinked,
}
