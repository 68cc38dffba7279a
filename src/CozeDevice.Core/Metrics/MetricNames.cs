namespace CozeDevice.Metrics;

/// <summary>Names, units and attributes as collectors see them, by OpenTelemetry's conventions. A contract with dashboards.</summary>
/// <remarks>An attribute has few values: no ids, no text, nothing of the network but our own words for it.</remarks>
internal static class MetricNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "CozeDevice";

    /// <summary>Unit of every duration.</summary>
    public const string Seconds = "s";

    /// <summary>Which way: <c>transmit</c> or <c>receive</c>.</summary>
    public const string Way = "network.io.direction";

    /// <summary>Which sound device: <c>capture</c> or <c>playback</c>.</summary>
    public const string Sound = "cozedevice.audio.direction";

    /// <summary>Why something failed; absent when it did not.</summary>
    public const string Error = "error.type";

    /// <summary>How a turn ended.</summary>
    public const string Outcome = "cozedevice.turn.outcome";

    /// <summary>Why it ended so.</summary>
    public const string Reason = "cozedevice.turn.reason";

    /// <summary>Whether a tool <c>succeeded</c> or <c>failed</c>.</summary>
    public const string ToolOutcome = "cozedevice.tool.outcome";

    /// <summary>Which state.</summary>
    public const string LinkState = "cozedevice.link.state";

    /// <summary>Which phase.</summary>
    public const string TurnState = "cozedevice.turn.state";

    /// <summary>What does not work.</summary>
    public const string Fault = "cozedevice.fault.name";

    /// <summary>What happened.</summary>
    public const string Incident = "cozedevice.incident.name";

    /// <summary>A dial: name resolution, TLS and upgrade.</summary>
    public const string Dial = "dial";

    /// <summary>A link that was lost, until it is online again.</summary>
    public const string Reconnect = "reconnect";

    /// <summary>Every latency, in the order they arise.</summary>
    public static IReadOnlyList<LatencyName> Latencies { get; } =
    [
        OfTurn("press_to_gate", "From the edge of the button to the open capture gate."),
        OfTurn("press_to_append", "From the edge of the button to the first audio on the socket."),
        OfTurn("complete_to_transcript", "From complete to the first recognised text after it."),
        OfTurn("complete_to_final_transcript", "From complete to the final recognised text."),
        OfTurn("complete_to_text", "From complete to the first text of the answer."),
        OfTurn("complete_to_audio", "From complete to the first audio of the answer."),
        OfTurn("audio_to_sound", "From the first audio of the answer to its first sample at the speaker."),
        new(Dial, "cozedevice.link.dial.duration", "A dial: name, TLS and upgrade; with error.type when it failed."),
        new(Reconnect, "cozedevice.link.reconnect.duration", "From a lost link to the next that is online."),
    ];

    private static LatencyName OfTurn(string name, string description) => new(name, "cozedevice.turn." + name, description);
}
