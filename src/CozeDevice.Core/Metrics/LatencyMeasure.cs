using System.Diagnostics.Metrics;

namespace CozeDevice.Metrics;

/// <summary>One latency: what it is called here and outside, and everything that was measured of it. Any thread.</summary>
public sealed class LatencyMeasure
{
    // From under a frame to five minutes: what the device promises (5 ms, 20 ms, 60 ms, 1 s) lies on a boundary.
    private static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries =
        [
            0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 10, 20, 30, 60, 300,
        ],
    };

    private readonly Histogram<double> _instrument;
    private readonly LatencyHistogram _run = new();

    internal LatencyMeasure(Meter meter, LatencyName name)
    {
        Name = name.Status;
        _instrument = meter.CreateHistogram(name.Metric, MetricNames.Seconds, name.Description, tags: null, Advice);
    }

    /// <summary>The name in the status.</summary>
    public string Name { get; }

    /// <summary>What it was over the run.</summary>
    public LatencySummary Summary => _run.Summary();

    /// <summary>Takes one measurement.</summary>
    public void Record(TimeSpan time)
    {
        _run.Record(time);
        _instrument.Record(time.TotalSeconds);
    }

    /// <summary>Takes how long something took that failed; it is exported, and left out of the percentiles of the status.</summary>
    /// <param name="time">How long.</param>
    /// <param name="error">Why, one of a small set of words.</param>
    public void RecordFailure(TimeSpan time, string error) =>
        _instrument.Record(time.TotalSeconds, new KeyValuePair<string, object?>(MetricNames.Error, error));
}
