using System.Net;
using CozeDevice.Link;

namespace CozeDevice.Tests.Support.Link;

/// <summary>A network that changes when a test says so.</summary>
internal sealed class FakeNetwork : INetworkChanges
{
    public event Action? Changed;

    /// <summary>Whether every address is still there.</summary>
    public bool HasAddress { get; set; } = true;

    /// <summary>How often was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether somebody listens.</summary>
    public bool IsHeard => Changed is not null;

    public void Change() => Changed?.Invoke();

    public bool Has(IPAddress address)
    {
        Asked++;
        return HasAddress;
    }
}
