using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace CozeDevice.Benchmark;

/// <summary>The result of a benchmark, for people and for scripts.</summary>
internal static class BenchText
{
    /// <summary>One turn on one line.</summary>
    /// <param name="number">From 1; 0 is the warm-up.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="isText">Whether the question was text, of which there is no transcript.</param>
    public static string Line(int number, BenchTurn turn, bool isText)
    {
        var name = number == 0 ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"turn {number}");
        return turn.Failure is { } why
            ? $"{name,-9} failed: {why}{(turn.LogId is { } id ? $" (log id {id})" : "")}"
            : $"{name,-9} {(isText ? "" : $"transcript {Ms(turn.Transcript)}, ")}text {Ms(turn.Text)}, audio {Ms(turn.Audio)}";
    }

    /// <summary>The table of percentiles.</summary>
    public static async Task WriteTableAsync(TextWriter output, BenchResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(result.UtteranceSeconds is null ? "from question to" : "from complete to");
        foreach (var head in (string[])["turns", "min", "P50", "P90", "P99", "max"])
            table.AddColumn(new TableColumn(head).RightAligned());
        if (result.UtteranceSeconds is not null) Row("transcript", result.Transcript);
        Row("first text", result.Text);
        Row("first audio", result.Audio);
        using var drawn = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(drawn) });
        console.Write(table);
        foreach (var line in drawn.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (!string.IsNullOrWhiteSpace(line)) await output.WriteLineAsync(line.TrimEnd());
        foreach (var (why, count) in result.Failures)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} of {result.Turns.Count} turns failed: {why}"));

        void Row(string name, BenchPercentiles p) => table.AddRow(
            name, p.Count.ToString(CultureInfo.InvariantCulture), Of(p, p.Min), Of(p, p.P50), Of(p, p.P90), Of(p, p.P99), Of(p, p.Max));

        static string Of(BenchPercentiles p, double value) => p.Count == 0 ? "-" : Ms(value);
    }

    /// <summary>Everything, as one object.</summary>
    public static void Write(Utf8JsonWriter json, BenchResult result)
    {
        json.WriteStartObject();
        json.WriteString("endpoint", result.Endpoint);
        json.WriteString("codec", result.Codec);
        json.WriteString("question", result.UtteranceSeconds is null ? "text" : "speech");
        if (result.UtteranceSeconds is { } length) json.WriteNumber("utterance_s", Math.Round(length, 2));
        if (result.WarmUp is { } warmUp)
        {
            json.WritePropertyName("warm_up");
            Write(json, warmUp);
        }

        json.WriteStartArray("turns");
        foreach (var turn in result.Turns) Write(json, turn);
        json.WriteEndArray();
        json.WriteNumber("failed", result.Turns.Count - result.Measured.Count);
        json.WriteStartObject("failures");
        foreach (var (why, count) in result.Failures) json.WriteNumber(why, count);
        json.WriteEndObject();
        if (result.UtteranceSeconds is not null) Write(json, "transcript_ms", result.Transcript);
        Write(json, "text_ms", result.Text);
        Write(json, "audio_ms", result.Audio);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BenchTurn turn)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", turn.Failure is null);
        if (turn.Failure is not null) json.WriteString("failure", turn.Failure);
        if (turn.LogId is not null) json.WriteString("logid", turn.LogId);
        if (turn.Transcript is { } transcript) json.WriteNumber("transcript_ms", transcript);
        if (turn.Text is { } text) json.WriteNumber("text_ms", text);
        if (turn.Audio is { } audio) json.WriteNumber("audio_ms", audio);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, BenchPercentiles p)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", p.Count);
        if (p.Count > 0)
        {
            json.WriteNumber("min", p.Min);
            json.WriteNumber("p50", p.P50);
            json.WriteNumber("p90", p.P90);
            json.WriteNumber("p99", p.P99);
            json.WriteNumber("max", p.Max);
        }

        json.WriteEndObject();
    }

    private static string Ms(double? milliseconds) => milliseconds is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms")
        : "-";
}
