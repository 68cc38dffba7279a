using System.Net;
using System.Net.Sockets;

namespace CozeDevice.Link;

/// <summary>Makes the TCP connection beneath a dial: every address, tuned sockets. With a proxy it is the proxy's.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="resolve">Resolves a name.</param>
/// <param name="time">Monotonic clock.</param>
internal sealed class SocketConnector(Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time)
{
    private volatile IPAddress? _localAddress;

    /// <summary>The address of this machine the last connection was made from, or null.</summary>
    public IPAddress? LocalAddress => _localAddress;

    /// <summary>Connects.</summary>
    /// <param name="endpoint">Name or literal address, and port.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SocketException">The name was not resolved, or no address answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(endpoint.Host, out IPAddress? literal)
            ? [literal]
            : await resolve(endpoint.Host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var race = new AddressRace<Socket>((address, over) => ConnectAsync(address, endpoint.Port, over), time);
        Socket socket = await race.RunAsync(addresses, cancellationToken).ConfigureAwait(false);
        _localAddress = (socket.LocalEndPoint as IPEndPoint)?.Address;
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            SocketTuning.Apply(socket);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
