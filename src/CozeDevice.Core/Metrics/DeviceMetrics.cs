using System.Diagnostics.Metrics;

namespace CozeDevice.Metrics;

/// <summary>What is measured of one device, for its status and for whoever listens to its meter.</summary>
/// <remarks>Each device has a meter of its own, so that devices in one process do not mix. While nobody listens, a measurement
/// is one addition. Any thread. What exists as a counter elsewhere is observed (<c>.Observed.cs</c>), never counted again.</remarks>
public sealed partial class DeviceMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Dictionary<string, LatencyMeasure> _latencies = [];

    /// <summary>Makes the meter and its latencies.</summary>
    /// <param name="version">The version of the program.</param>
    public DeviceMetrics(string? version = null)
    {
        _meter = new Meter(new MeterOptions(MetricNames.Meter) { Version = version });
        foreach (LatencyName name in MetricNames.Latencies)
            _latencies.Add(name.Status, new LatencyMeasure(_meter, name));
    }

    /// <summary>How turns ended: outcome and reason.</summary>
    internal Tally Turns { get; } = new(MetricNames.Outcome, MetricNames.Reason);

    /// <summary>Calls of device tools.</summary>
    internal Tally Tools { get; } = new(MetricNames.ToolOutcome);

    /// <summary>A latency by its name in the status.</summary>
    public LatencyMeasure Latency(string name) => _latencies[name];

    /// <summary>Whether an instrument is one of this device.</summary>
    public bool Has(Instrument instrument) => ReferenceEquals(instrument.Meter, _meter);

    /// <summary>Every latency that was measured, in the order they arise.</summary>
    public IReadOnlyDictionary<string, LatencySummary> Summaries()
    {
        var summaries = new Dictionary<string, LatencySummary>(_latencies.Count);
        foreach ((string name, LatencyMeasure latency) in _latencies)
        {
            if (latency.Summary is { Count: > 0 } summary)
                summaries.Add(name, summary);
        }
        return summaries;
    }

    /// <summary>Ends the meter: whoever listens is told.</summary>
    public void Dispose() => _meter.Dispose();
}
