namespace CozeDevice.Benchmark;

/// <summary>Percentiles by nearest rank of all values, in milliseconds: each is a value that was measured.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Min">The shortest.</param>
/// <param name="P50">The median.</param>
/// <param name="P90">Nine of ten were not longer.</param>
/// <param name="P99">All but one of a hundred were not longer.</param>
/// <param name="Max">The longest.</param>
internal readonly record struct BenchPercentiles(int Count, double Min, double P50, double P90, double P99, double Max)
{
    /// <summary>Of the values that are there; all zero when there are none.</summary>
    public static BenchPercentiles Of(IEnumerable<double?> values)
    {
        double[] sorted = [.. values.OfType<double>().Order()];
        return sorted.Length == 0
            ? default
            : new(sorted.Length, sorted[0], Rank(50), Rank(90), Rank(99), sorted[^1]);

        double Rank(int percent) => sorted[(((sorted.Length * percent) + 99) / 100) - 1];
    }
}
