namespace CozeDevice.Metrics;

/// <summary>What a latency was over the run, in milliseconds.</summary>
/// <param name="Count">How often it was measured.</param>
/// <param name="Min">The shortest, exact.</param>
/// <param name="P50">The median, within 3.2 %.</param>
/// <param name="P90">Nine of ten were not longer, within 3.2 %.</param>
/// <param name="P99">All but one of a hundred were not longer, within 3.2 %.</param>
/// <param name="Max">The longest, exact.</param>
public readonly record struct LatencySummary(long Count, double Min, double P50, double P90, double P99, double Max);
