namespace CozeDevice.Simulator.Scenarios;

/// <summary>Something that goes wrong at a given event.</summary>
public sealed record Fault
{
    /// <summary>The <see cref="At"/> of the moment a socket has been accepted, before any event.</summary>
    public const string Open = "open";

    /// <summary>The event that triggers it, uplink or downlink (their names differ), or <see cref="Open"/>.</summary>
    public required string At { get; init; }

    /// <summary>What happens.</summary>
    public required FaultAction Action { get; init; }

    /// <summary>The occurrence on a connection that triggers it, from 1; 0 means every one.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>The connections it happens on.</summary>
    public ConnectionRange Connections { get; init; } = ConnectionRange.All;

    /// <summary>Delay: how long. Stall: how long, zero for ever.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long after the event it happens; the events that follow do not wait for it.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Hold: the event whose sending releases the held one.</summary>
    public string? Until { get; init; }

    /// <summary>Error: the error code.</summary>
    public int Code { get; init; } = 5000;

    /// <summary>Error: the message. Close: the reason. Garbage: the text. Unknown: the event type.</summary>
    public string? Text { get; init; }

    /// <summary>Close and error: the WebSocket close code.</summary>
    public int? CloseCode { get; init; }

    /// <summary>Binary and huge: bytes of payload.</summary>
    public int Bytes { get; init; } = 64;
}
