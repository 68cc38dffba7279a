using System.Globalization;
using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>What an echo test found and advises, for people and for scripts. Pure.</summary>
internal static class EchoText
{
    private const int Digits = 1;

    /// <summary>The result as a table.</summary>
    public static string Table(EchoReport report) => string.Join('\n', Lines(report));

    /// <summary>What to do.</summary>
    public static string Advice(EchoReport report) => report.Verdict switch
    {
        EchoVerdict.Good => "good: set Turn:Mode to server_vad and Audio:EchoCancel to speex",
        EchoVerdict.Fair =>
            "fair: who interrupts must raise the voice a little; a lower volume, or more distance between microphone and speaker, makes it better",
        EchoVerdict.Poor => report.Status.DelayMs is null
            ? "poor: the echo was not recognised; is it later than half a second (Bluetooth), or does somebody talk? Leave Audio:EchoCancel off, so that the microphone is closed while the device speaks"
            : "poor: a speaker that distorts or rattles the case cannot be cancelled; lower the volume, part speaker and case softly, or leave Audio:EchoCancel off, so that the microphone is closed while the device speaks",
        EchoVerdict.NoEcho =>
            "the microphone hardly hears the speaker: a speakerphone that removes its own echo, or a sound server that does, needs no canceller: set Turn:Mode to server_vad and Turn:HalfDuplex to off; otherwise turn the volume up and run `cozedevice audio test`",
        EchoVerdict.TwoClocks => $"cannot be cancelled: {EchoAdvice.TwoClocks}",
        _ => "the microphone delivers only zeros: it is switched off, muted in the mixer, or the wrong input",
    };

    /// <summary>The word for a verdict, for scripts.</summary>
    public static string NameOf(EchoVerdict verdict) => verdict switch
    {
        EchoVerdict.Good => "good",
        EchoVerdict.Fair => "fair",
        EchoVerdict.Poor => "poor",
        EchoVerdict.NoEcho => "no_echo",
        EchoVerdict.TwoClocks => "two_clocks",
        _ => "dead_microphone",
    };

    /// <summary>Whether the device can be used with what is advised without other hardware.</summary>
    public static bool IsUsable(EchoVerdict verdict) => verdict is EchoVerdict.Good or EchoVerdict.Fair or EchoVerdict.NoEcho;

    /// <summary>Writes everything as one object.</summary>
    public static void Write(Utf8JsonWriter json, DeviceNames names, EchoReport report)
    {
        json.WriteStartObject();
        json.WriteString("capture", names.Capture);
        json.WriteString("playback", names.Playback);
        json.WriteBoolean("ok", IsUsable(report.Verdict));
        json.WriteString("verdict", NameOf(report.Verdict));
        json.WriteNumber("seconds", report.Seconds);
        WriteNumber(json, "delayMs", report.Status.DelayMs);
        WriteNumber(json, "driftPpm", report.Status.DriftPpm);
        WriteNumber(json, "echoDb", report.EchoDb);
        WriteNumber(json, "echoAboveRoomDb", report.AboveRoomDb);
        WriteNumber(json, "attenuationDb", report.AttenuationDb);
        WriteNumber(json, "leftAboveRoomDb", report.LeftAboveRoomDb);
        json.WriteNumber("xruns", report.Xruns);
        json.WriteString("advice", Advice(report));
        json.WriteEndObject();
    }

    private static IEnumerable<string> Lines(EchoReport report)
    {
        yield return report.Status.DelayMs is { } delay
            ? Text($"delay       {delay:0} ms from the speaker to the microphone, beyond what the devices say themselves")
            : "delay       not found";
        yield return report.Status.DriftPpm is { } drift
            ? Text($"clocks      {Math.Abs(drift):0.0} ppm apart ({(report.Status.State == EchoState.Refused ? "two clocks" : "one clock")}; at most {ClockDrift.MostPpm:0} can be followed)")
            : "clocks      not known; --seconds 60 makes it surer";
        yield return Text($"without     the own voice comes back at {report.EchoDb:0.0} dB, {report.AboveRoomDb:0.0} dB above the quiet room");
        yield return Text($"with        {report.AttenuationDb:0.0} dB less (ERLE, the last third), {report.LeftAboveRoomDb:0.0} dB above the quiet room");
        if (report.Xruns > 0) yield return Text($"lost        sound was lost {report.Xruns} times: the machine is busy, or the card is too slow");
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, Math.Round(number, Digits));
        else json.WriteNull(name);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
