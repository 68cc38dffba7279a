using System.Globalization;
using CozeDevice.Conversation;
using CozeDevice.Metrics;

namespace CozeDevice.Terminal;

/// <summary>Latencies of a turn as text.</summary>
internal static class Latencies
{
    /// <summary>All on one line, in the order they arise; those not measured are left out.</summary>
    public static string Describe(DeviceStats stats) => string.Join(", ", Ordered(stats)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Name(pair.Key)} {pair.Value:0.#} ms")));

    /// <summary>A latency over the whole run.</summary>
    public static string Describe(LatencySummary over) => string.Create(
        CultureInfo.InvariantCulture,
        $"{over.Count} times, {over.Min:0.#} ms to {over.Max:0.#} ms, P50 {over.P50:0.#}, P90 {over.P90:0.#}, P99 {over.P99:0.#}");

    /// <summary>Pairs of name and milliseconds in the order they arise in a turn.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Ordered(DeviceStats stats) => stats.Latencies
        .OrderBy(pair => pair.Key switch
        {
            "press_to_gate" => 0,
            "press_to_append" => 1,
            "complete_to_transcript" => 2,
            "complete_to_final_transcript" => 3,
            "complete_to_text" => 4,
            "complete_to_audio" => 5,
            "audio_to_sound" => 6,
            _ => 7,
        })
        .ThenBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>A name for people.</summary>
    public static string Name(string latency) => latency.Replace('_', ' ');
}
