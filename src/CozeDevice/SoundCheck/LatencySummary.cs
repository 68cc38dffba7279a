namespace CozeDevice.SoundCheck;

/// <summary>What several clicks say together.</summary>
/// <param name="Runs">Clicks played.</param>
/// <param name="Heard">Clicks heard.</param>
/// <param name="MinMs">Shortest round trip; 0 if none was heard, as the next two.</param>
/// <param name="MedianMs">The median.</param>
/// <param name="MaxMs">The longest.</param>
/// <param name="ReportedMs">Median of the delay the speaker reported.</param>
internal sealed record LatencySummary(int Runs, int Heard, double MinMs, double MedianMs, double MaxMs, double ReportedMs)
{
    /// <summary>Whether enough was heard to believe it: at least half.</summary>
    public bool IsReliable => Heard > 0 && 2 * Heard >= Runs;

    /// <summary>What the speaker did not report: the card, the air, the microphone.</summary>
    public double RestMs => MedianMs - ReportedMs;

    /// <summary>Sums up.</summary>
    public static LatencySummary Of(IReadOnlyCollection<LatencyRun> runs)
    {
        double[] trips = [.. runs.Where(run => run.RoundTripMs is not null).Select(run => run.RoundTripMs!.Value).Order()];
        double[] reported = [.. runs.Select(run => run.ReportedMs).Order()];
        return new(
            runs.Count, trips.Length, trips.Length == 0 ? 0 : trips[0], Median(trips), trips.Length == 0 ? 0 : trips[^1],
            Median(reported));
    }

    private static double Median(double[] sorted) => sorted.Length switch
    {
        0 => 0,
        var n when n % 2 == 1 => sorted[n / 2],
        var n => (sorted[(n / 2) - 1] + sorted[n / 2]) / 2,
    };
}
