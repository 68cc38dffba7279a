namespace CozeDevice.Simulator.Network;

/// <summary>What the network does to a connection.</summary>
public enum NetworkFaultKind
{
    /// <summary>The connection is reset (RST) to both sides; what was on its way is lost.</summary>
    Reset,

    /// <summary>Nothing comes through any more, both ways, while both sides believe that the connection lives.</summary>
    HalfOpen,

    /// <summary>Nothing comes through for a while, or for ever; nothing is lost.</summary>
    Stall,

    /// <summary>So many bytes still come through, then the connection ends orderly (FIN) on both sides.</summary>
    Truncate,

    /// <summary>Everything takes so much longer.</summary>
    Delay,

    /// <summary>Everything takes a random time longer; the order is kept.</summary>
    Jitter,

    /// <summary>So many bytes a second come through, and no more are taken than that.</summary>
    Bandwidth,

    /// <summary>One byte comes through at a time.</summary>
    SlowLoris,

    /// <summary>The connection is reset as soon as it is accepted.</summary>
    Refuse,
}
