using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace CozeDevice.Link;

/// <summary>The network of this machine, as the kernel tells it (netlink, on a thread of the runtime). Nothing is polled.</summary>
public sealed class SystemNetworkChanges : INetworkChanges, IDisposable
{
    /// <summary>Begins to listen.</summary>
    /// <exception cref="NetworkInformationException">The system does not tell.</exception>
    public SystemNetworkChanges()
    {
        NetworkChange.NetworkAddressChanged += OnAddress;
        NetworkChange.NetworkAvailabilityChanged += OnAvailability;
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    /// <remarks>Asks the kernel with a socket that sends nothing: cheaper and surer than a list of all interfaces.</remarks>
    public bool Has(IPAddress address)
    {
        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException failure)
        {
            // Anything else is a trouble of the probe, not of the address.
            return failure.SocketErrorCode != SocketError.AddressNotAvailable;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NetworkChange.NetworkAddressChanged -= OnAddress;
        NetworkChange.NetworkAvailabilityChanged -= OnAvailability;
    }

    private void OnAddress(object? sender, EventArgs news) => Changed?.Invoke();

    private void OnAvailability(object? sender, NetworkAvailabilityEventArgs news) => Changed?.Invoke();
}
