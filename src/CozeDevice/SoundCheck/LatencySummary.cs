namespace CozeDevice.SoundCheck;

/// <summary>What several clicks say together.</summary>
/// <param name="Runs">Clicks played.</param>
/// <param name="Heard">Clicks heard.</param>
/// <param name="MinMs">Shortest round trip; 0 if none was heard, as the next two.</param>
/// <param name="MedianMs">The median.</param>
/// <param name="MaxMs">The longest.</param>
/// <param name="ReportedMs">Median of the delay the speaker reported.</param>
/// <param name="RestMs">Median of what it did not report: the card, the air, the microphone.</param>
internal sealed record LatencySummary(
    int Runs, int Heard, double MinMs, double MedianMs, double MaxMs, double ReportedMs, double RestMs)
{
    /// <summary>Whether enough was heard to believe it: at least half.</summary>
    public bool IsReliable => Heard > 0 && 2 * Heard >= Runs;

    /// <summary>Sums up.</summary>
    public static LatencySummary Of(IReadOnlyCollection<LatencyRun> runs)
    {
        LatencyRun[] heard = [.. runs.Where(run => run.RoundTripMs is not null)];
        double[] trips = Sorted(heard.Select(run => run.RoundTripMs!.Value));
        return new(
            runs.Count,
            trips.Length,
            trips.Length == 0 ? 0 : trips[0],
            Median(trips),
            trips.Length == 0 ? 0 : trips[^1],
            Median(Sorted(runs.Select(run => run.ReportedMs))),
            Median(Sorted(heard.Select(run => run.RoundTripMs!.Value - run.ReportedMs))));
    }

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    private static double Median(double[] sorted) => sorted.Length switch
    {
        0 => 0,
        var n when n % 2 == 1 => sorted[n / 2],
        var n => (sorted[(n / 2) - 1] + sorted[n / 2]) / 2,
    };
}
