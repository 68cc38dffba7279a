using System.Net;
using System.Net.Sockets;

namespace CozeDevice.Simulator.Network;

/// <summary>A network that can go wrong, in front of a TCP service on this machine.</summary>
/// <remarks>Faults are data: <see cref="Faults"/> for every connection to come, <see cref="Inject"/> for those that are open.
/// Members may be called from any thread. Disposing it resets every connection and leaves nothing behind.</remarks>
public sealed class NetworkProxy : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<(NetworkConnection Connection, Task Running)> _open = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly IPEndPoint _target;
    private readonly int _seed;
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private volatile IReadOnlyList<NetworkFault> _faults;
    private int _accepted;
    private int _refused;
    private long _bytesUp;
    private long _bytesDown;

    private NetworkProxy(IPEndPoint target, IReadOnlyList<NetworkFault> faults, int seed, int port, TimeProvider time)
    {
        (_target, _faults, _seed, _time) = (target, faults, seed, time);
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port on the loopback interface it listens on.</summary>
    public int Port { get; }

    /// <summary>What goes wrong on connections accepted from now on.</summary>
    public IReadOnlyList<NetworkFault> Faults
    {
        get => _faults;
        set => _faults = value;
    }

    /// <summary>Connections accepted, refused ones included.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections refused, by a fault or because the target refused them.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Connections one side of which is still there.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Connections whose client still holds its end.</summary>
    public int Clients
    {
        get
        {
            lock (_gate)
            {
                return _open.Count(entry => entry.Connection.HasClient);
            }
        }
    }

    /// <summary>Bytes given to the target, all connections together.</summary>
    public long BytesUp
    {
        get
        {
            lock (_gate)
            {
                return _bytesUp + _open.Sum(entry => entry.Connection.BytesUp);
            }
        }
    }

    /// <summary>Bytes given to clients, all connections together.</summary>
    public long BytesDown
    {
        get
        {
            lock (_gate)
            {
                return _bytesDown + _open.Sum(entry => entry.Connection.BytesDown);
            }
        }
    }

    /// <summary>Starts a proxy; it accepts connections when the method returns.</summary>
    /// <param name="target">The service behind it.</param>
    /// <param name="faults">What goes wrong on every connection.</param>
    /// <param name="seed">Of everything random: the same seed, the same luck for the same connection.</param>
    /// <param name="port">The port on the loopback interface; 0 lets the system choose.</param>
    /// <param name="time">The clock of every delay; the system's if null.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static NetworkProxy Start(
        IPEndPoint target, IReadOnlyList<NetworkFault>? faults = null, int seed = 1, int port = 0, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new NetworkProxy(target, faults ?? [], seed, port, time ?? TimeProvider.System);
    }

    /// <summary>Lets a fault happen on the connections open now; its bytes and its time count from now.</summary>
    public void Inject(NetworkFault fault)
    {
        foreach (NetworkConnection connection in Live())
        {
            connection.Arm(fault);
        }
    }

    /// <summary>No fault waits or goes on any more. What is silent stays silent: the bytes are lost.</summary>
    public void Clear()
    {
        Faults = [];
        foreach (NetworkConnection connection in Live())
        {
            connection.Clear();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        Task[] running;
        lock (_gate)
        {
            running = [.. _open.Select(entry => entry.Running)];
        }

        foreach (NetworkConnection connection in Live())
        {
            connection.Reset();
        }

        await Task.WhenAll(running);
        _stopping.Dispose();
    }

    private NetworkConnection[] Live()
    {
        lock (_gate)
        {
            return [.. _open.Select(entry => entry.Connection)];
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_stopping.Token);
                await OpenAsync(client, Interlocked.Increment(ref _accepted));
            }
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The proxy is being disposed.
        }
    }

    private async Task OpenAsync(Socket client, int number)
    {
        Socket service = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        NetworkConnection connection = new(number, client, service, _seed, _time);
        try
        {
            client.NoDelay = service.NoDelay = true;
            await service.ConnectAsync(_target, _stopping.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            Interlocked.Increment(ref _refused);
            connection.Reset();
            connection.Dispose();
            return;
        }

        foreach (NetworkFault fault in _faults)
        {
            connection.Arm(fault);
        }

        TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _open.Add((connection, RunAsync(connection, added.Task)));
        }

        added.SetResult();
    }

    private async Task RunAsync(NetworkConnection connection, Task added)
    {
        await added;
        await connection.RunAsync();
        if (connection.WasRefused)
        {
            Interlocked.Increment(ref _refused);
        }

        lock (_gate)
        {
            _open.RemoveAll(entry => ReferenceEquals(entry.Connection, connection));
            _bytesUp += connection.BytesUp;
            _bytesDown += connection.BytesDown;
        }

        connection.Dispose();
    }
}
