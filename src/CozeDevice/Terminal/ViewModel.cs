using System.Collections.Immutable;
using CozeDevice.Conversation;
using CozeDevice.Options;

namespace CozeDevice.Terminal;

/// <summary>What the live view shows: a fold of the feed. Pure, knows nothing about drawing.</summary>
internal sealed record ViewModel
{
    /// <summary>How many lines of the timeline are kept.</summary>
    public const int MaxTimeline = 200;

    private const int MaxText = 4000;

    /// <summary>Before the first event.</summary>
    public static ViewModel Empty { get; } = new();

    /// <summary>The link.</summary>
    public LinkView Link { get; init; } = new("starting", null, 0);

    /// <summary>The turn.</summary>
    public TurnView Turn { get; init; } = new("ready", 0, null);

    /// <summary>The LED.</summary>
    public LedView Led { get; init; } = new("starting", "#000000");

    /// <summary>0 to 100.</summary>
    public int Volume { get; init; }

    /// <summary>Whether the microphone is muted.</summary>
    public bool Muted { get; init; }

    /// <summary>Devices that do not work.</summary>
    public ImmutableList<string> Faults { get; init; } = [];

    /// <summary>Counters and latencies.</summary>
    public DeviceStats Stats { get; init; } = new(
        ImmutableDictionary<string, long>.Empty, ImmutableDictionary<string, double>.Empty);

    /// <summary>What was understood in this turn.</summary>
    public string Transcript { get; init; } = "";

    /// <summary>The answer so far.</summary>
    public string Reply { get; init; } = "";

    /// <summary>The sentence being spoken.</summary>
    public string Caption { get; init; } = "";

    /// <summary>The last error, or empty.</summary>
    public string Error { get; init; } = "";

    /// <summary>Lines of the timeline, oldest first.</summary>
    public ImmutableList<string> Timeline { get; init; } = [];

    /// <summary>The view after one more event.</summary>
    /// <param name="deviceEvent">The event.</param>
    /// <param name="line">Its line of the timeline, or null.</param>
    public ViewModel Apply(DeviceEvent deviceEvent, string? line)
    {
        var next = deviceEvent switch
        {
            SnapshotEvent { State: var s } => this with
            {
                Link = s.Link,
                Turn = s.Turn,
                Led = s.Led,
                Volume = s.Volume,
                Muted = s.Muted,
                Faults = [.. s.Faults],
                Stats = s.Stats,
            },
            LinkEvent e => this with { Link = e.Link },
            TurnEvent e when e.Turn.Turn != Turn.Turn =>
                this with { Turn = e.Turn, Transcript = "", Reply = "", Caption = "", Error = "" },
            TurnEvent e => this with { Turn = e.Turn },
            LedEvent e => this with { Led = e.Led },
            VolumeEvent e => this with { Volume = e.Volume, Muted = e.Muted },
            FaultsEvent e => this with { Faults = [.. e.Faults] },
            TranscriptEvent e when e.Turn == Turn.Turn => this with { Transcript = Shorten(e.Text) },
            ReplyEvent e when e.Turn == Turn.Turn => this with { Reply = Shorten(e.Final ? e.Text : Reply + e.Text) },
            CaptionEvent e => this with { Caption = Shorten(e.Text) },
            ErrorEvent e => this with { Error = Printable.Line($"{e.Code} {e.Message}") },
            StatsEvent e => this with { Stats = e.Stats },
            _ => this,
        };
        if (line is null) return next;
        var timeline = next.Timeline.Add(line);
        return next with { Timeline = timeline.Count > MaxTimeline ? timeline.RemoveAt(0) : timeline };
    }

    private static string Shorten(string text)
    {
        var line = Printable.Line(text);
        return line.Length <= MaxText ? line : line[^MaxText..];
    }
}
