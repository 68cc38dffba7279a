namespace CozeDevice.Simulator.Network;

/// <summary>Ways through a connection.</summary>
[Flags]
public enum NetworkDirection
{
    /// <summary>From the client to the service.</summary>
    Up = 1,

    /// <summary>From the service to the client.</summary>
    Down = 2,

    /// <summary>Both ways.</summary>
    Both = Up | Down,
}
