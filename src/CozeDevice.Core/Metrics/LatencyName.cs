namespace CozeDevice.Metrics;

/// <summary>The names of one latency.</summary>
/// <param name="Status">In the status and the feed, where it is in milliseconds.</param>
/// <param name="Metric">As an instrument, where it is in seconds.</param>
/// <param name="Description">One line for people.</param>
internal sealed record LatencyName(string Status, string Metric, string Description);
