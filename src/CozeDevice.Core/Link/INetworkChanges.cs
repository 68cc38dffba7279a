using System.Net;

namespace CozeDevice.Link;

/// <summary>What the machine tells of its network.</summary>
public interface INetworkChanges
{
    /// <summary>Raised when an address or a link came or went; it does not say which. Any thread, often several at once.</summary>
    event Action? Changed;

    /// <summary>Whether the machine still has an address.</summary>
    /// <param name="address">One of its own, as a socket had it.</param>
    bool Has(IPAddress address);
}
