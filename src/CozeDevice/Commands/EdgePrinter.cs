using System.Globalization;
using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Commands;

/// <summary>Prints edges as they come, for people or as JSON lines, and counts them.</summary>
internal sealed class EdgePrinter(TextWriter output, bool asJson)
{
    private const double NanosecondsPerTick = 100;

    private readonly Dictionary<string, BounceStatistics> _contacts = new(StringComparer.Ordinal);
    private long? _first;
    private long _missed;

    /// <summary>Says what is watched: from here on no edge is lost.</summary>
    public async Task BeginAsync(string what)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(output, json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "watching");
                json.WriteString("what", what);
                json.WriteEndObject();
            }, indented: false);
        }
        else
        {
            await output.WriteLineAsync(Printable.Line($"watching {what}; Ctrl-C ends"));
        }

        await output.FlushAsync();
    }

    /// <summary>Prints one edge.</summary>
    /// <param name="contact">The line or the key.</param>
    /// <param name="isActive">Whether it is closed now.</param>
    /// <param name="nanoseconds">When, on CLOCK_MONOTONIC.</param>
    public async Task EdgeAsync(string contact, bool isActive, long nanoseconds)
    {
        _first ??= nanoseconds;
        if (!_contacts.TryGetValue(contact, out var statistics)) _contacts[contact] = statistics = new();
        var at = TimeSpan.FromTicks((long)((nanoseconds - _first.Value) / NanosecondsPerTick));
        var since = statistics.Add(at);
        if (asJson)
        {
            await JsonOutput.WriteAsync(output, json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "edge");
                json.WriteString("contact", contact);
                json.WriteBoolean("active", isActive);
                json.WriteNumber("timestamp_ns", nanoseconds);
                if (since is { } interval) json.WriteNumber("interval_us", interval.TotalMicroseconds);
                json.WriteEndObject();
            }, indented: false);
        }
        else
        {
            var behind = since is { } interval ? string.Create(CultureInfo.InvariantCulture, $"  after {Ms(interval)}") : "";
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{at.TotalSeconds,12:0.000000} s  {contact} {(isActive ? "active  " : "inactive")}{behind}"));
        }

        await output.FlushAsync();
    }

    /// <summary>Says that the kernel had more edges than were read in time.</summary>
    public async Task MissedAsync(uint count)
    {
        _missed += count;
        if (!asJson) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"              {count} edges were missed"));
    }

    /// <summary>Prints what all edges together tell.</summary>
    public async Task SummaryAsync()
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(output, WriteSummary, indented: false);
            return;
        }

        if (_contacts.Count == 0) await output.WriteLineAsync("no edge came");
        foreach (var (contact, statistics) in _contacts) await output.WriteLineAsync(Describe(contact, statistics));
    }

    private static string Describe(string contact, BounceStatistics s)
    {
        var moves = string.Create(CultureInfo.InvariantCulture, $"{contact}: {s.Edges} edges, {s.Moves} moves, {s.Bounces} bounces");
        return s.MinInterval is { } min && s.MaxInterval is { } max
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{moves}; between bounces {Ms(min)} to {Ms(max)}, longest bouncing {Ms(s.LongestBurst)}; Button:DebounceMs {s.SuggestedDebounceMs} suits it")
            : string.Create(CultureInfo.InvariantCulture, $"{moves}; Button:DebounceMs {s.SuggestedDebounceMs} suits it");
    }

    private static string Ms(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.000} ms");

    private void WriteSummary(System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("event", "summary");
        json.WriteNumber("missed", _missed);
        json.WriteStartArray("contacts");
        foreach (var (contact, s) in _contacts)
        {
            json.WriteStartObject();
            json.WriteString("contact", contact);
            json.WriteNumber("edges", s.Edges);
            json.WriteNumber("moves", s.Moves);
            json.WriteNumber("bounces", s.Bounces);
            if (s.MinInterval is { } min) json.WriteNumber("min_interval_us", min.TotalMicroseconds);
            if (s.MaxInterval is { } max) json.WriteNumber("max_interval_us", max.TotalMicroseconds);
            json.WriteNumber("longest_burst_us", s.LongestBurst.TotalMicroseconds);
            json.WriteNumber("suggested_debounce_ms", s.SuggestedDebounceMs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
