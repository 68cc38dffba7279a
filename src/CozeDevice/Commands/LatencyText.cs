using System.Globalization;
using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>What was measured with clicks, for people and for scripts. Pure.</summary>
internal static class LatencyText
{
    private const int Digits = 2;

    /// <summary>One click on one line.</summary>
    public static string Run(int number, LatencyRun run) => run.RoundTripMs is { } milliseconds
        ? Text($"{number,4}  {milliseconds,7:0.0} ms")
        : Text($"{number,4}  not heard");

    /// <summary>All clicks together.</summary>
    public static string Table(LatencySummary summary) => string.Join('\n',
        Text($"round trip      {summary.MedianMs:0.0} ms (min {summary.MinMs:0.0}, max {summary.MaxMs:0.0}; {summary.Heard} of {summary.Runs} clicks heard)"),
        Text($"speaker's delay {summary.ReportedMs:0.0} ms (sound waiting in it, as the device reports)"),
        Text($"the rest        {summary.RestMs:0.0} ms (card, air, microphone)"));

    /// <summary>Why there is no result, and what to do.</summary>
    /// <param name="summary">The clicks.</param>
    /// <param name="heard">What the microphone heard meanwhile.</param>
    public static string Unheard(LatencySummary summary, SignalReport heard)
    {
        var what = summary.Heard == 0
            ? Text($"none of {summary.Runs} clicks was heard")
            : Text($"only {summary.Heard} of {summary.Runs} clicks were heard, too few to believe");
        return heard.Faults.HasFlag(MicrophoneFaults.Silent)
            ? $"{what}, and the microphone delivers only zeros: it is switched off, muted in the mixer, or the wrong input"
            : $"{what}: connect output and input with a cable, or put the microphone near the speaker and turn it up "
                + "(a speakerphone that removes its own echo hears nothing)";
    }

    /// <summary>Writes everything as one object.</summary>
    public static void Write(Utf8JsonWriter json, DeviceNames names, LatencySummary summary, IReadOnlyList<LatencyRun> runs)
    {
        json.WriteStartObject();
        json.WriteString("capture", names.Capture);
        json.WriteString("playback", names.Playback);
        json.WriteBoolean("ok", summary.IsReliable);
        json.WriteNumber("runs", summary.Runs);
        json.WriteNumber("heard", summary.Heard);
        WriteNumber(json, "minMs", summary.Heard > 0 ? summary.MinMs : null);
        WriteNumber(json, "medianMs", summary.Heard > 0 ? summary.MedianMs : null);
        WriteNumber(json, "maxMs", summary.Heard > 0 ? summary.MaxMs : null);
        WriteNumber(json, "reportedDelayMs", summary.ReportedMs);
        WriteNumber(json, "restMs", summary.Heard > 0 ? summary.RestMs : null);
        json.WriteStartArray("clicks");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            WriteNumber(json, "roundTripMs", run.RoundTripMs);
            WriteNumber(json, "reportedDelayMs", run.ReportedMs);
            WriteNumber(json, "strength", run.Strength);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, Math.Round(number, Digits));
        else json.WriteNull(name);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
