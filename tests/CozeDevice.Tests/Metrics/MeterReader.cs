using System.Diagnostics.Metrics;
using CozeDevice.Metrics;

namespace CozeDevice.Tests.Metrics;

/// <summary>Listens to the meter of one device, as an exporter would.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<(string Name, string Attributes, double Value)> _recorded = [];
    private readonly Dictionary<string, Instrument> _instruments = [];

    public MeterReader(DeviceMetrics metrics)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!metrics.Has(instrument)) return;
            _instruments.Add(instrument.Name, instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, Instrument> Instruments => _instruments;

    /// <summary>What was recorded of an instrument: attributes and value, in order.</summary>
    public IReadOnlyList<(string Attributes, double Value)> Recorded(string name)
    {
        lock (_recorded)
            return [.. _recorded.Where(one => one.Name == name).Select(one => (one.Attributes, Math.Round(one.Value, 6)))];
    }

    /// <summary>Every attribute with its values, of everything that was recorded.</summary>
    public IReadOnlyList<string> Words()
    {
        lock (_recorded)
            return [.. _recorded.Select(one => one.Attributes).Distinct()];
    }

    /// <summary>Reads what is observed, once.</summary>
    public void Collect()
    {
        lock (_recorded) _recorded.Clear();
        _listener.RecordObservableInstruments();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string attributes = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_recorded) _recorded.Add((instrument.Name, attributes, value));
    }
}
