using System.Net;
using System.Net.Sockets;

namespace CozeDevice.Tests.Support;

/// <summary>A port at which nobody listens, and nobody else can while this is held.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public Uri Url => new($"http://{_bound.LocalEndPoint}/");

    public void Dispose() => _bound.Dispose();
}
