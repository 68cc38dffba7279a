using System.Net;
using System.Net.Sockets;
using CozeDevice.Link;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class SocketConnectorTests
{
    [Fact]
    public async Task The_connection_is_tuned_for_small_messages_on_a_bad_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using Stream stream = await ConnectAsync(listener, "127.0.0.1", []);

        Socket socket = Assert.IsType<NetworkStream>(stream).Socket;
        Assert.True(socket.NoDelay);
        Assert.Equal(10_000, Option(socket, SocketTuning.UserTimeoutOption));
        Assert.Equal(SocketTuning.UnsentBytes, Option(socket, SocketTuning.UnsentBytesOption));
        Assert.Equal(2 * SocketTuning.SendBufferBytes, socket.SendBufferSize);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_does_not_keep_the_name_from_being_reached()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await using Stream stream = await ConnectAsync(listener, "coze.test", [IPAddress.IPv6Loopback, IPAddress.Loopback]);

        Assert.True(((NetworkStream)stream).Socket.Connected);
    }

    [Fact]
    public async Task A_name_without_an_address_is_not_found()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);

        SocketException failure = await Assert.ThrowsAsync<SocketException>(async () =>
            await new SocketConnector((_, _) => Task.FromResult<IPAddress[]>([]), TimeProvider.System)
                .ConnectAsync(new DnsEndPoint("coze.test", 443), CancellationToken.None));

        Assert.Equal(SocketError.HostNotFound, failure.SocketErrorCode);
    }

    private static async Task<Stream> ConnectAsync(TcpListener listener, string host, IPAddress[] addresses)
    {
        var connector = new SocketConnector((_, _) => Task.FromResult(addresses), TimeProvider.System);
        Stream stream = await connector.ConnectAsync(
            new DnsEndPoint(host, ((IPEndPoint)listener.LocalEndpoint).Port), CancellationToken.None).Within(10);
        Assert.Equal(IPAddress.Loopback, connector.LocalAddress);
        return stream;
    }

    private static int Option(Socket socket, int option)
    {
        var value = new byte[sizeof(int)];
        socket.GetRawSocketOption(SocketTuning.TcpLevel, option, value);
        return BitConverter.ToInt32(value);
    }
}
