using System.Globalization;
using CozeDevice.Conversation;
using CozeDevice.Options;

namespace CozeDevice.Terminal;

/// <summary>Turns the feed into lines for people, with milliseconds since the last press.</summary>
/// <remarks>Keeps the time of the press: one printer per feed.</remarks>
internal sealed class TimelinePrinter
{
    private long? _zero;
    private int _turn;

    /// <summary>One line for the event, or null when it is too small to print.</summary>
    public string? Describe(DeviceEvent deviceEvent)
    {
        if (deviceEvent is TurnEvent { Turn: { State: "listening" } turn } && turn.Turn != _turn)
            (_zero, _turn) = (deviceEvent.At, turn.Turn);
        _zero ??= deviceEvent.At;
        var (what, detail) = Parts(deviceEvent);
        if (what is null) return null;
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{deviceEvent.At - _zero,7} ms  {what,-10}  {Printable.Line(detail)}");
        return line.TrimEnd();
    }

    private static (string? What, string Detail) Parts(DeviceEvent deviceEvent) => deviceEvent switch
    {
        SnapshotEvent { State: var s } =>
        (
            "snapshot",
            $"link {Link(s.Link)}, turn {s.Turn.State}, volume {Volume(s.Volume, s.Muted)}{Faults(s.Faults)}"),
        LinkEvent e => ("link", Link(e.Link)),
        TurnEvent { Turn: var t } => ($"turn {t.Turn}", t.Reason is null ? t.State : $"{t.State} ({t.Reason})"),
        LedEvent e => ("led", $"{e.Led.Pattern} {e.Led.Rgb}"),
        VolumeEvent e => ("volume", Volume(e.Volume, e.Muted)),
        FaultsEvent { Faults.Count: 0 } => ("faults", "none"),
        FaultsEvent e => ("faults", string.Join(", ", e.Faults)),
        TranscriptEvent { Final: true } e => ("heard", e.Text),
        ReplyEvent { Final: true } e => ("reply", e.Text),
        CaptionEvent e => ("speaks", e.Text),
        ToolEvent e => ("tool", $"{e.Name} {(e.Ok ? "done" : "failed")}"),
        ErrorEvent { LogId: null } e => ("error", $"{e.Code} {e.Message}"),
        ErrorEvent e => ("error", $"{e.Code} {e.Message} (log id {e.LogId})"),
        LoginEvent e => ("login", $"type {e.UserCode} at {e.Address}"),
        StatsEvent e => ("stats", Latencies.Describe(e.Stats)),
        _ => (null, ""),
    };

    private static string Link(LinkView link) => (link.Reason, link.Attempt) switch
    {
        (null, 0) => link.State,
        (null, var attempt) => $"{link.State}, attempt {attempt}",
        (var reason, 0) => $"{link.State} ({reason})",
        var (reason, attempt) => $"{link.State} ({reason}), attempt {attempt}",
    };

    private static string Volume(int volume, bool muted) => muted ? $"{volume} %, muted" : $"{volume} %";

    private static string Faults(IReadOnlyList<string> faults) =>
        faults.Count == 0 ? "" : $", not working: {string.Join(", ", faults)}";
}
