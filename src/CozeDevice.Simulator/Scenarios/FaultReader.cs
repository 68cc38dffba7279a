namespace CozeDevice.Simulator.Scenarios;

/// <summary>Reads the <c>faults</c> of a scenario.</summary>
internal static class FaultReader
{
    private const int FirstCloseCode = 1000;
    private const int LastCloseCode = 4999;
    private const int LargestPayload = 32 * 1024 * 1024;

    private static readonly Dictionary<string, FaultAction?> Actions = new()
    {
        ["delay"] = FaultAction.Delay,
        ["drop"] = FaultAction.Drop,
        ["duplicate"] = FaultAction.Duplicate,
        ["hold"] = FaultAction.Hold,
        ["garbage"] = FaultAction.Garbage,
        ["binary"] = FaultAction.Binary,
        ["unknown_event"] = FaultAction.Unknown,
        ["huge"] = FaultAction.Huge,
        ["error"] = FaultAction.Error,
        ["stall"] = FaultAction.Stall,
        ["close"] = FaultAction.Close,
        ["abort"] = FaultAction.Abort,
    };

    /// <summary>Reads one fault.</summary>
    internal static Fault Read(ScenarioNode node)
    {
        FaultAction action = node.Choice("do", Actions, null)
            ?? throw node.Wrong("do", $"is required, one of {string.Join(", ", Actions.Keys)}");
        Fault fault = new()
        {
            At = node.RequiredText("at"),
            Action = action,
            Nth = node.Integer("nth", 0) ?? 1,
            Connections = node.Connections("connections"),
            Duration = node.Milliseconds("ms"),
            After = node.Milliseconds("after_ms"),
            Until = node.Text("until"),
            Code = node.Integer("code", 1) ?? 5000,
            Text = node.Text("text"),
            CloseCode = node.Integer("close", FirstCloseCode, LastCloseCode),
            Bytes = node.Integer("bytes", 0, LargestPayload) ?? 64,
        };
        CheckPlace(node, fault);
        if (action == FaultAction.Delay && fault.Duration == TimeSpan.Zero)
        {
            throw node.Wrong("ms", "is required for delay, at least 1");
        }

        // Codes an endpoint must not send (RFC 6455 §7.4.1); the socket would refuse them later.
        if (fault.CloseCode is 1004 or 1005 or 1006 or 1015)
        {
            throw node.Wrong("close", "must be a code that may be sent");
        }

        node.Finish();
        return fault;
    }

    // A fault that can never happen tests nothing.
    private static void CheckPlace(ScenarioNode node, Fault fault)
    {
        bool isUplink = EventNames.Uplink.Contains(fault.At);
        if (fault.At != Fault.Open && !isUplink && !EventNames.Downlink.Contains(fault.At))
        {
            throw node.Wrong("at", $"must be \"{Fault.Open}\" or the name of an event");
        }

        if (fault.At == Fault.Open && fault.Action <= FaultAction.Hold)
        {
            throw node.Wrong("do", "cannot be done to the opening, only to an event");
        }

        if (isUplink && fault.Action is (FaultAction.Duplicate or FaultAction.Hold))
        {
            throw node.Wrong("do", "can be done only to an event the simulator sends");
        }

        if (fault.Action == FaultAction.Hold && (fault.Until is null || !EventNames.Downlink.Contains(fault.Until)))
        {
            throw node.Wrong("until", "is required for hold, an event the simulator sends");
        }
    }
}
