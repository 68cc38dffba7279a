using System.Net;

namespace CozeDevice.Doctor;

/// <summary>Looks at the way to the service, one layer at a time.</summary>
internal interface INetworkProbe
{
    /// <summary>Whether an interface other than loopback is up.</summary>
    bool HasInterface();

    /// <summary>The proxy for an address, or null when it is reached directly.</summary>
    Uri? ProxyFor(Uri address);

    /// <summary>Resolves a name.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">It is not known, or nobody answers.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);

    /// <summary>Opens a TCP connection and closes it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody answers.</exception>
    Task ConnectAsync(string host, int port, CancellationToken cancellationToken);

    /// <summary>Asks a server for anything, without a token, once for each address.</summary>
    /// <param name="address">An address with http or https.</param>
    Task<HttpFacts> AskAsync(Uri address);
}
