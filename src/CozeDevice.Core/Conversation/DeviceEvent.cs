using CozeDevice.Metrics;

namespace CozeDevice.Conversation;

/// <summary>An event of the local feed. JSON names are the contract of the control socket.</summary>
public abstract record DeviceEvent
{
    private protected DeviceEvent() { }

    /// <summary>Milliseconds on the monotonic clock.</summary>
    public long At { get; init; }
}

/// <summary>The state of the link as people see it.</summary>
/// <param name="State"><c>starting need_auth offline connecting configuring online</c>.</param>
/// <param name="Reason"><c>no_network dns tls clock refused account captive_portal timeout closed</c>, or null.</param>
/// <param name="Attempt">Number of the running or last attempt, 0 when online.</param>
public sealed record LinkView(string State, string? Reason, int Attempt);

/// <summary>The state of the turn as people see it.</summary>
/// <param name="State"><c>ready listening finishing thinking acting speaking prompting</c>.</param>
/// <param name="Turn">The turn id, 0 before the first.</param>
/// <param name="Reason">Why a prompt is heard or a turn ended early, or null.</param>
public sealed record TurnView(string State, int Turn, string? Reason);

/// <summary>What the LED shows.</summary>
/// <param name="Pattern">The pattern's name, for example <c>listening</c> or <c>offline_dns</c>.</param>
/// <param name="Rgb">Colour as <c>#rrggbb</c>.</param>
public sealed record LedView(string Pattern, string Rgb);

/// <summary>Everything a new watcher needs to know.</summary>
/// <param name="Link">The link.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Led">The LED.</param>
/// <param name="Volume">0 to 100.</param>
/// <param name="Muted">Whether the microphone is muted.</param>
/// <param name="Faults">What does not work: <c>capture playback configuration microphone_silent microphone_clips
/// microphone_dc</c>, and what parts of the panel report: <c>button</c> (missing or in use), <c>button_stuck</c>,
/// <c>led</c>.</param>
/// <param name="Stats">Counters and last latencies.</param>
public sealed record DeviceSnapshot(
    LinkView Link, TurnView Turn, LedView Led, int Volume, bool Muted, IReadOnlyList<string> Faults, DeviceStats Stats)
{
    /// <summary>The loudest that may be set, in percent.</summary>
    public int VolumeMax { get; init; } = 100;

    /// <summary>The card's control that carries the volume, or null while software does.</summary>
    public MixerView? Mixer { get; init; }

    /// <summary>How the process runs.</summary>
    public RuntimeView Runtime { get; init; } = RuntimeView.Unknown;
}

/// <summary>The card's control that carries the volume.</summary>
/// <param name="Card">The card, as it is written in device names.</param>
/// <param name="Element">The control, for example <c>Master</c>.</param>
/// <param name="Decibels">Its level; null when it is switched off or silent, or when the card knows no decibels.</param>
public sealed record MixerView(string Card, string Element, double? Decibels);

/// <summary>What the kernel grants the process.</summary>
/// <param name="Realtime">Audio thread to policy and priority: <c>fifo 20</c>, <c>other</c>.</param>
/// <param name="Memory">Whether memory may be swapped out: <c>locked off limited refused</c>, or null if nobody looked.</param>
public sealed record RuntimeView(IReadOnlyDictionary<string, string> Realtime, string? Memory)
{
    /// <summary>Nothing is known.</summary>
    public static RuntimeView Unknown { get; } = new(new Dictionary<string, string>(), null);
}

/// <summary>Counters since the start, and the latencies of the last turn in milliseconds (null until measured).</summary>
/// <param name="Counters">Name to count, for example <c>frames_sent</c>, <c>stalled_replies</c>, <c>late_deltas</c>.</param>
/// <param name="Latencies">Name to milliseconds: <c>press_to_gate press_to_append complete_to_transcript complete_to_text
/// complete_to_audio audio_to_sound complete_to_final_transcript</c>. A press counts from the time the kernel gave the edge.</param>
public sealed record DeviceStats(IReadOnlyDictionary<string, long> Counters, IReadOnlyDictionary<string, double> Latencies)
{
    /// <summary>The same latencies over the whole run, and <c>dial</c> and <c>reconnect</c>; only in a snapshot, and only those
    /// that were measured.</summary>
    public IReadOnlyDictionary<string, LatencySummary> Histograms { get; init; } = new Dictionary<string, LatencySummary>();
}

/// <summary><c>snapshot</c>.</summary>
/// <param name="State">The whole state.</param>
public sealed record SnapshotEvent(DeviceSnapshot State) : DeviceEvent;

/// <summary><c>link</c>.</summary>
/// <param name="Link">The new state.</param>
public sealed record LinkEvent(LinkView Link) : DeviceEvent;

/// <summary><c>turn</c>.</summary>
/// <param name="Turn">The new state.</param>
public sealed record TurnEvent(TurnView Turn) : DeviceEvent;

/// <summary><c>led</c>.</summary>
/// <param name="Led">The new pattern.</param>
public sealed record LedEvent(LedView Led) : DeviceEvent;

/// <summary><c>volume</c>: volume or mute changed.</summary>
/// <param name="Volume">0 to 100.</param>
/// <param name="Muted">Whether the microphone is muted.</param>
public sealed record VolumeEvent(int Volume, bool Muted) : DeviceEvent;

/// <summary><c>faults</c>: something broke or works again.</summary>
/// <param name="Faults">Everything that does not work now, named as in <see cref="DeviceSnapshot"/>.</param>
public sealed record FaultsEvent(IReadOnlyList<string> Faults) : DeviceEvent;

/// <summary><c>transcript</c>: what was understood.</summary>
/// <param name="Text">The whole text so far.</param>
/// <param name="Final">Whether it is final.</param>
/// <param name="Turn">The turn id.</param>
public sealed record TranscriptEvent(string Text, bool Final, int Turn) : DeviceEvent;

/// <summary><c>caption</c>: the sentence being spoken.</summary>
/// <param name="Text">The sentence.</param>
public sealed record CaptionEvent(string Text) : DeviceEvent;

/// <summary><c>reply</c>: text of the answer.</summary>
/// <param name="Text">An increment, or the whole text when final.</param>
/// <param name="Final">Whether it is the whole answer.</param>
/// <param name="Turn">The turn id.</param>
public sealed record ReplyEvent(string Text, bool Final, int Turn) : DeviceEvent;

/// <summary><c>tool</c>: a device tool ran.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Id">The call id.</param>
/// <param name="Ok">Whether it succeeded.</param>
public sealed record ToolEvent(string Name, string Id, bool Ok) : DeviceEvent;

/// <summary><c>error</c>.</summary>
/// <param name="Code">Coze's code or a word of ours.</param>
/// <param name="Message">One line.</param>
/// <param name="LogId">Coze's log id, or null.</param>
public sealed record ErrorEvent(string Code, string Message, string? LogId) : DeviceEvent;

/// <summary><c>login</c>: the device asks to be signed in.</summary>
/// <param name="UserCode">What to type.</param>
/// <param name="Address">Where; the page with the code in it.</param>
/// <param name="Seconds">How long the code is good.</param>
public sealed record LoginEvent(string UserCode, string Address, long Seconds) : DeviceEvent;

/// <summary><c>stats</c>: sent at the end of each turn.</summary>
/// <param name="Stats">Counters and latencies.</param>
public sealed record StatsEvent(DeviceStats Stats) : DeviceEvent;
