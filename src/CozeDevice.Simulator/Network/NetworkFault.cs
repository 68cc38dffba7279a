using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Network;

/// <summary>Something that goes wrong below the WebSocket. Immutable data.</summary>
/// <param name="Kind">What happens.</param>
public sealed record NetworkFault(NetworkFaultKind Kind)
{
    /// <summary>Which way is disturbed, and in which way <see cref="AfterBytes"/> are counted.</summary>
    public NetworkDirection Direction { get; init; } = NetworkDirection.Both;

    /// <summary>The connections it happens on, counted from 1 over the proxy's life.</summary>
    public ConnectionRange Connections { get; init; } = ConnectionRange.All;

    /// <summary>How likely it happens on one of them, from 0 to 1.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>How many bytes come through before it happens, to the byte.</summary>
    public long AfterBytes { get; init; }

    /// <summary>How long it waits then.</summary>
    public TimeSpan After { get; init; }

    /// <summary>A random time up to this is added to <see cref="After"/>.</summary>
    public TimeSpan Spread { get; init; }

    /// <summary>How long it lasts; zero is for ever. Only for what lasts and loses nothing.</summary>
    public TimeSpan For { get; init; }

    /// <summary>Delay: how much. Jitter: at most how much. Slow loris: the time between two bytes.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Bandwidth: bytes a second, each way.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>Truncate: how many bytes still come through.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether it changes how bytes flow, rather than ending the connection.</summary>
    internal bool IsShaping => Kind is NetworkFaultKind.Stall or NetworkFaultKind.Delay or NetworkFaultKind.Jitter
        or NetworkFaultKind.Bandwidth or NetworkFaultKind.SlowLoris;
}
