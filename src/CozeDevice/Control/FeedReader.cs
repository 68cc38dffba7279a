using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Metrics;
using CozeDevice.Protocol;

namespace CozeDevice.Control;

/// <summary>Reads what a control server writes, back into events. A newer agent may say more: that is
/// skipped.</summary>
internal static class FeedReader
{
    /// <summary>Reads one event, or null when it is not known.</summary>
    /// <exception cref="JsonException">The line is no event at all.</exception>
    public static DeviceEvent? ReadEvent(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(line);
        var e = document.RootElement;
        DeviceEvent? read = Text(e, "event") switch
        {
            "snapshot" => new SnapshotEvent(Snapshot(e)),
            "link" => new LinkEvent(Link(e)),
            "turn" => new TurnEvent(Turn(e)),
            "led" => new LedEvent(Led(e)),
            "volume" => new VolumeEvent(Integer(e, "volume"), Flag(e, "muted")),
            "faults" => new FaultsEvent(Faults(e)),
            "transcript" => new TranscriptEvent(Text(e, "text"), Flag(e, "final"), Integer(e, "turn")),
            "caption" => new CaptionEvent(Text(e, "text")),
            "reply" => new ReplyEvent(Text(e, "text"), Flag(e, "final"), Integer(e, "turn")),
            "tool" => new ToolEvent(Text(e, "name"), Text(e, "id"), Flag(e, "ok")),
            "error" => new ErrorEvent(Text(e, "code"), Text(e, "message"), OptionalText(e, "logid")),
            "login" => new LoginEvent(Text(e, "user_code"), Text(e, "address"), LongInteger(e, "seconds")),
            "stats" => new StatsEvent(Stats(e)),
            _ => null,
        };
        return read is null ? null : read with { At = LongInteger(e, "at") };
    }

    /// <summary>Reads the answer to a command.</summary>
    /// <exception cref="JsonException">The line is no answer.</exception>
    public static CommandResult ReadAnswer(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(line);
        var answer = document.RootElement;
        return Flag(answer, "ok")
            ? new() { Output = OptionalText(answer, "output") }
            : new(OptionalText(answer, "error") ?? "unknown", OptionalText(answer, "message"));
    }

    /// <summary>Reads the answer to <c>status</c>.</summary>
    /// <exception cref="JsonException">The line is no status.</exception>
    public static DeviceSnapshot ReadStatus(ReadOnlyMemory<byte> line)
    {
        using var document = Parse(line);
        return Member(document.RootElement, "status") is { } status
            ? Snapshot(status)
            : throw new JsonException("The answer holds no status.");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        var document = JsonDocument.Parse(line);
        if (JsonText.IsText(document.RootElement)) return document;
        document.Dispose();
        throw new JsonException("A text in it is none.");
    }

    private static DeviceSnapshot Snapshot(JsonElement e) => new(
        Link(Member(e, "link") ?? default),
        Turn(Member(e, "turn") ?? default),
        Led(Member(e, "led") ?? default),
        Integer(e, "volume"),
        Flag(e, "muted"),
        Faults(e),
        Stats(Member(e, "stats") ?? default))
    {
        VolumeMax = Member(e, "volume_max") is { } max && max.ValueKind == JsonValueKind.Number ? Integer(e, "volume_max") : 100,
        Mixer = Mixer(e),
        Runtime = new(Realtime(e), OptionalText(e, "memory")),
    };

    private static MixerView? Mixer(JsonElement e) => Member(e, "mixer") is { ValueKind: JsonValueKind.Object } mixer
        ? new(Text(mixer, "card"), Text(mixer, "element"), Number(mixer, "db"))
        : null;

    private static Dictionary<string, string> Realtime(JsonElement e)
    {
        var threads = new Dictionary<string, string>();
        if (Member(e, "realtime") is not { ValueKind: JsonValueKind.Object } all) return threads;
        foreach (var thread in all.EnumerateObject())
            if (thread.Value.ValueKind == JsonValueKind.String) threads[thread.Name] = thread.Value.GetString()!;
        return threads;
    }

    private static LinkView Link(JsonElement e) =>
        new(Text(e, "state"), OptionalText(e, "reason"), Integer(e, "attempt"));

    private static TurnView Turn(JsonElement e) =>
        new(Text(e, "state"), Integer(e, "turn"), OptionalText(e, "reason"));

    private static LedView Led(JsonElement e) => new(Text(e, "pattern"), Text(e, "rgb"));

    private static List<string> Faults(JsonElement e)
    {
        var faults = new List<string>();
        if (Member(e, "faults") is not { ValueKind: JsonValueKind.Array } array) return faults;
        foreach (var fault in array.EnumerateArray())
            if (fault.ValueKind == JsonValueKind.String) faults.Add(fault.GetString()!);
        return faults;
    }

    private static DeviceStats Stats(JsonElement e)
    {
        var counters = new Dictionary<string, long>();
        var latencies = new Dictionary<string, double>();
        if (Member(e, "counters") is { ValueKind: JsonValueKind.Object } counts)
        {
            foreach (var member in counts.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var count))
                    counters[member.Name] = count;
            }
        }

        if (Member(e, "latencies") is { ValueKind: JsonValueKind.Object } times)
        {
            foreach (var member in times.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out var milliseconds))
                    latencies[member.Name] = milliseconds;
            }
        }

        return new(counters, latencies) { Histograms = Histograms(e) };
    }

    private static Dictionary<string, LatencySummary> Histograms(JsonElement e)
    {
        var histograms = new Dictionary<string, LatencySummary>();
        if (Member(e, "histograms") is not { ValueKind: JsonValueKind.Object } all) return histograms;
        foreach (var member in all.EnumerateObject())
        {
            var of = member.Value;
            histograms[member.Name] = new(
                LongInteger(of, "count"), Milliseconds(of, "min"), Milliseconds(of, "p50"), Milliseconds(of, "p90"),
                Milliseconds(of, "p99"), Milliseconds(of, "max"));
        }

        return histograms;

        static double Milliseconds(JsonElement of, string name) => Number(of, name) ?? 0;
    }

    private static JsonElement? Member(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement e, string name) => OptionalText(e, name) ?? "";

    private static string? OptionalText(JsonElement e, string name) =>
        Member(e, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static int Integer(JsonElement e, string name) =>
        Member(e, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;

    private static long LongInteger(JsonElement e, string name) =>
        Member(e, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    private static double? Number(JsonElement e, string name) =>
        Member(e, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : null;

    private static bool Flag(JsonElement e, string name) => Member(e, name) is { ValueKind: JsonValueKind.True };
}
