using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using CozeDevice.Simulator.Network;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Simulator.Network;

/// <summary>A proxy between one plain client and one plain service.</summary>
internal sealed class Line : IAsyncDisposable
{
    public const double Limit = 20;

    private readonly TcpListener _listener;

    private Line(TcpListener listener, NetworkProxy proxy) => (_listener, Proxy) = (listener, proxy);

    public NetworkProxy Proxy { get; }

    public Socket Client { get; private set; } = null!;

    public Socket Service { get; private set; } = null!;

    /// <summary>Starts a proxy in front of a service; nobody is connected.</summary>
    public static Line Start(TimeProvider? time = null, int seed = 1, params IReadOnlyList<NetworkFault> faults)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Line(
            listener, NetworkProxy.Start((IPEndPoint)listener.LocalEndpoint, faults, seed, time: time));
    }

    public static async Task<Line> OpenAsync(params IReadOnlyList<NetworkFault> faults)
    {
        Line line = Start(faults: faults);
        await line.ConnectAsync();
        return line;
    }

    public static async Task<Line> OpenAsync(TimeProvider time, params IReadOnlyList<NetworkFault> faults)
    {
        Line line = Start(time, faults: faults);
        await line.ConnectAsync();
        return line;
    }

    public async Task ConnectAsync()
    {
        Client?.Dispose();
        Service?.Dispose();
        Client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await Client.ConnectAsync(IPAddress.Loopback, Proxy.Port).Within(Limit);
        Service = await _listener.AcceptSocketAsync().Within(Limit);
        await UntilAsync(() => Proxy.Open > 0);
    }

    public static async Task SendAsync(Socket from, byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
            sent += await from.SendAsync(bytes.AsMemory(sent)).Within(Limit);
    }

    /// <summary>Reads so many bytes, or up to the end if that comes first.</summary>
    public static async Task<byte[]> ReadAsync(Socket from, int count)
    {
        byte[] bytes = new byte[count];
        int read = 0;
        while (read < count)
        {
            int more = await from.ReceiveAsync(bytes.AsMemory(read)).Within(Limit);
            if (more == 0)
                break;
            read += more;
        }
        return bytes[..read];
    }

    /// <summary>How a socket ends: 0 orderly, otherwise the error.</summary>
    public static async Task<SocketError> EndAsync(Socket socket)
    {
        try
        {
            while (await socket.ReceiveAsync(new byte[4096]).Within(Limit) > 0)
            {
            }
            return SocketError.Success;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode;
        }
    }

    public static Task UntilAsync(Func<bool> reached, [CallerArgumentExpression(nameof(reached))] string what = "") =>
        Deadline.UntilAsync(reached, Limit, what);

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync().Within(Limit);
        Client?.Dispose();
        Service?.Dispose();
        _listener.Dispose();
    }
}
