using System.Text.Json;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>Levels and verdicts as JSON.</summary>
internal static class LevelJson
{
    private const int DbDigits = 1;
    private const int ShareDigits = 5;
    private const int SecondsDigits = 2;

    /// <summary>Writes one reading as an object.</summary>
    public static void Write(Utf8JsonWriter json, LevelReading reading)
    {
        json.WriteStartObject();
        json.WriteString("event", "level");
        json.WriteNumber("atMs", reading.AtMs);
        json.WriteNumber("peakDb", Math.Round(reading.PeakDb, DbDigits));
        json.WriteNumber("rmsDb", Math.Round(reading.RmsDb, DbDigits));
        json.WriteEndObject();
    }

    /// <summary>Writes the figures and findings of a recording as members of the object that is open.</summary>
    public static void WriteMembers(Utf8JsonWriter json, SignalReport report)
    {
        json.WriteNumber("seconds", Math.Round(report.Seconds, SecondsDigits));
        json.WriteNumber("peakDb", Math.Round(report.PeakDb, DbDigits));
        json.WriteNumber("rmsDb", Math.Round(report.RmsDb, DbDigits));
        json.WriteNumber("offset", Math.Round(report.Offset, ShareDigits));
        json.WriteNumber("clippedShare", Math.Round(report.ClippedShare, ShareDigits));
        var findings = SignalVerdict.Of(report);
        json.WriteBoolean("ok", !findings.Any(finding => finding.IsFault));
        json.WriteStartArray("verdict");
        foreach (var finding in findings) json.WriteStringValue(finding.Code);
        json.WriteEndArray();
    }
}
