using System.Diagnostics;
using System.Text.Json;
using CozeDevice.Conversation;
using CozeDevice.Metrics;

namespace CozeDevice.Control;

/// <summary>Writes events and answers as the control socket speaks them. The names are a contract with
/// scripts.</summary>
internal static class FeedWriter
{
    /// <summary>How all lines are written: text stays readable, control characters are escaped.</summary>
    public static JsonWriterOptions Options { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one event as one object.</summary>
    public static void WriteEvent(Utf8JsonWriter json, DeviceEvent deviceEvent)
    {
        json.WriteStartObject();
        json.WriteString("event"u8, NameOf(deviceEvent));
        json.WriteNumber("at"u8, deviceEvent.At);
        switch (deviceEvent)
        {
            case SnapshotEvent e:
                WriteMembers(json, e.State);
                break;
            case LinkEvent e:
                WriteMembers(json, e.Link);
                break;
            case TurnEvent e:
                WriteMembers(json, e.Turn);
                break;
            case LedEvent e:
                WriteMembers(json, e.Led);
                break;
            case VolumeEvent e:
                json.WriteNumber("volume"u8, e.Volume);
                json.WriteBoolean("muted"u8, e.Muted);
                break;
            case FaultsEvent e:
                WriteFaults(json, e.Faults);
                break;
            case TranscriptEvent e:
                WriteText(json, e.Text, e.Final, e.Turn);
                break;
            case ReplyEvent e:
                WriteText(json, e.Text, e.Final, e.Turn);
                break;
            case CaptionEvent e:
                json.WriteString("text"u8, e.Text);
                break;
            case ToolEvent e:
                json.WriteString("name"u8, e.Name);
                json.WriteString("id"u8, e.Id);
                json.WriteBoolean("ok"u8, e.Ok);
                break;
            case ErrorEvent e:
                json.WriteString("code"u8, e.Code);
                json.WriteString("message"u8, e.Message);
                json.WriteString("logid"u8, e.LogId);
                break;
            case LoginEvent e:
                json.WriteString("user_code"u8, e.UserCode);
                json.WriteString("address"u8, e.Address);
                json.WriteNumber("seconds"u8, e.Seconds);
                break;
            case StatsEvent e:
                WriteMembers(json, e.Stats);
                break;
            default:
                throw new UnreachableException(deviceEvent.GetType().Name);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the answer to a command.</summary>
    public static void WriteAnswer(Utf8JsonWriter json, CommandResult result)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok"u8, result.Error is null);
        if (result.Error is not null)
        {
            json.WriteString("error"u8, result.Error);
            json.WriteString("message"u8, result.Message);
        }

        if (result.Output is not null) json.WriteString("output"u8, result.Output);

        json.WriteEndObject();
    }

    /// <summary>Writes the answer to <c>status</c>.</summary>
    public static void WriteStatus(Utf8JsonWriter json, DeviceSnapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok"u8, true);
        json.WriteStartObject("status"u8);
        WriteMembers(json, snapshot);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(DeviceEvent deviceEvent) => deviceEvent switch
    {
        SnapshotEvent => "snapshot",
        LinkEvent => "link",
        TurnEvent => "turn",
        LedEvent => "led",
        VolumeEvent => "volume",
        FaultsEvent => "faults",
        TranscriptEvent => "transcript",
        ReplyEvent => "reply",
        CaptionEvent => "caption",
        ToolEvent => "tool",
        ErrorEvent => "error",
        LoginEvent => "login",
        StatsEvent => "stats",
        _ => throw new UnreachableException(deviceEvent.GetType().Name),
    };

    private static void WriteMembers(Utf8JsonWriter json, DeviceSnapshot snapshot)
    {
        json.WriteStartObject("link"u8);
        WriteMembers(json, snapshot.Link);
        json.WriteEndObject();
        json.WriteStartObject("turn"u8);
        WriteMembers(json, snapshot.Turn);
        json.WriteEndObject();
        json.WriteStartObject("led"u8);
        WriteMembers(json, snapshot.Led);
        json.WriteEndObject();
        WriteVolume(json, snapshot);
        WriteFaults(json, snapshot.Faults);
        WriteRuntime(json, snapshot.Runtime);
        json.WriteStartObject("stats"u8);
        WriteMembers(json, snapshot.Stats);
        json.WriteEndObject();
    }

    /// <summary>Writes what is known of the volume as members of an object.</summary>
    public static void WriteVolume(Utf8JsonWriter json, DeviceSnapshot snapshot)
    {
        json.WriteNumber("volume"u8, snapshot.Volume);
        json.WriteBoolean("muted"u8, snapshot.Muted);
        json.WriteNumber("volume_max"u8, snapshot.VolumeMax);
        json.WriteString("volume_control"u8, snapshot.Mixer is null ? "software"u8 : "hardware"u8);
        if (snapshot.Mixer is not { } mixer) return;
        json.WriteStartObject("mixer"u8);
        json.WriteString("card"u8, mixer.Card);
        json.WriteString("element"u8, mixer.Element);
        if (mixer.Decibels is { } decibels) json.WriteNumber("db"u8, decibels);
        json.WriteEndObject();
    }

    private static void WriteRuntime(Utf8JsonWriter json, RuntimeView runtime)
    {
        if (runtime.Realtime.Count > 0)
        {
            json.WriteStartObject("realtime"u8);
            foreach (var (thread, policy) in runtime.Realtime) json.WriteString(thread, policy);
            json.WriteEndObject();
        }

        if (runtime.Memory is not null) json.WriteString("memory"u8, runtime.Memory);
    }

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<string> faults)
    {
        json.WriteStartArray("faults"u8);
        foreach (var fault in faults) json.WriteStringValue(fault);
        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, LinkView link)
    {
        json.WriteString("state"u8, link.State);
        if (link.Reason is not null) json.WriteString("reason"u8, link.Reason);
        if (link.Attempt != 0) json.WriteNumber("attempt"u8, link.Attempt);
    }

    private static void WriteMembers(Utf8JsonWriter json, TurnView turn)
    {
        json.WriteString("state"u8, turn.State);
        json.WriteNumber("turn"u8, turn.Turn);
        if (turn.Reason is not null) json.WriteString("reason"u8, turn.Reason);
    }

    private static void WriteMembers(Utf8JsonWriter json, LedView led)
    {
        json.WriteString("pattern"u8, led.Pattern);
        json.WriteString("rgb"u8, led.Rgb);
    }

    private static void WriteMembers(Utf8JsonWriter json, DeviceStats stats)
    {
        json.WriteStartObject("counters"u8);
        foreach (var (name, count) in stats.Counters) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteStartObject("latencies"u8);
        foreach (var (name, milliseconds) in stats.Latencies)
        {
            // JSON has no word for what was never measured.
            if (double.IsFinite(milliseconds)) json.WriteNumber(name, Math.Round(milliseconds, 3));
        }

        json.WriteEndObject();
        if (stats.Histograms.Count > 0) WriteHistograms(json, stats.Histograms);
    }

    private static void WriteHistograms(Utf8JsonWriter json, IReadOnlyDictionary<string, LatencySummary> histograms)
    {
        json.WriteStartObject("histograms"u8);
        foreach (var (name, summary) in histograms)
        {
            json.WriteStartObject(name);
            json.WriteNumber("count"u8, summary.Count);
            json.WriteNumber("min"u8, summary.Min);
            json.WriteNumber("p50"u8, summary.P50);
            json.WriteNumber("p90"u8, summary.P90);
            json.WriteNumber("p99"u8, summary.P99);
            json.WriteNumber("max"u8, summary.Max);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text, bool final, int turn)
    {
        json.WriteString("text"u8, text);
        json.WriteBoolean("final"u8, final);
        json.WriteNumber("turn"u8, turn);
    }
}
