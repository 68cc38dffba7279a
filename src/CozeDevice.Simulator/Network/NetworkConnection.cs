using System.Net.Sockets;

namespace CozeDevice.Simulator.Network;

/// <summary>One connection through the proxy: two sockets, a pump each way, and the faults that wait for their moment.</summary>
/// <remarks>Members may be called from any thread.</remarks>
internal sealed class NetworkConnection : IDisposable
{
    // What an orderly end leaves the two sides for their own.
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(1);

    // Small enough that a limited way is felt by the sender within a second or two.
    private const int LimitedBuffer = 4096;

    private readonly Lock _gate = new();
    private readonly List<Watch> _watches = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Socket _client;
    private readonly Socket _service;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly NetworkPump _up;
    private readonly NetworkPump _down;
    private long _bytesUp;
    private long _bytesDown;
    private readonly TaskCompletionSource _canceled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasClient = true;
    private volatile bool _isSilenced;
    private bool _isClosed;

    internal NetworkConnection(int number, Socket client, Socket service, int seed, TimeProvider time)
    {
        (Number, _client, _service, _time) = (number, client, service, time);
        _random = new Random(HashCode(seed, number));
        _up = new NetworkPump(client, service, NetworkDirection.Up, this, time, new Random(HashCode(seed, -number)));
        _down = new NetworkPump(service, client, NetworkDirection.Down, this, time, new Random(HashCode(seed, ~number)));
    }

    /// <summary>The number of the connection, from 1.</summary>
    internal int Number { get; }

    /// <summary>Bytes given to the service.</summary>
    internal long BytesUp => Interlocked.Read(ref _bytesUp);

    /// <summary>Bytes given to the client.</summary>
    internal long BytesDown => Interlocked.Read(ref _bytesDown);

    /// <summary>Whether the client still holds its end.</summary>
    internal bool HasClient => _hasClient;

    /// <summary>Whether a fault refused it.</summary>
    internal bool WasRefused { get; private set; }

    /// <summary>Arms a fault: it happens at once, or after its bytes and its time, counted from here.</summary>
    internal void Arm(NetworkFault fault)
    {
        lock (_gate)
        {
            if (_isClosed || !fault.Connections.Contains(Number) || _random.NextDouble() >= fault.Chance)
            {
                return;
            }

            if (fault.AfterBytes > 0)
            {
                _watches.Add(new Watch(fault.Direction, fault.AfterBytes, () => Wait(fault)));
                return;
            }
        }

        Wait(fault);
    }

    /// <summary>Every fault that waits or can pass is over.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            _watches.Clear();
        }

        _up.Clear();
        _down.Clear();
    }

    /// <summary>How many bytes may go one way before something happens.</summary>
    internal long BytesUntilTrigger(NetworkDirection direction)
    {
        lock (_gate)
        {
            long least = long.MaxValue;
            foreach (Watch watch in _watches)
            {
                if (watch.Direction.HasFlag(direction))
                {
                    least = Math.Min(least, watch.Left);
                }
            }

            return least;
        }
    }

    /// <summary>Notes bytes given, and lets happen what waited for them.</summary>
    internal void Count(NetworkDirection direction, int bytes)
    {
        Interlocked.Add(ref direction == NetworkDirection.Up ? ref _bytesUp : ref _bytesDown, bytes);
        List<Watch> due = [];
        lock (_gate)
        {
            foreach (Watch watch in _watches)
            {
                if (watch.Direction.HasFlag(direction) && (watch.Left -= bytes) <= 0)
                {
                    due.Add(watch);
                }
            }

            _watches.RemoveAll(due.Contains);
        }

        due.ForEach(watch => watch.Happen());
    }

    /// <summary>Carries until both ways have ended or the connection is cut.</summary>
    internal async Task RunAsync()
    {
        Task up = EndedAsync(_up, isClient: true);
        Task down = EndedAsync(_down, isClient: false);
        await Task.WhenAll(up, down);
        Close(abortive: false);
        await _canceled.Task;
    }

    /// <summary>Resets both sides.</summary>
    internal void Reset() => Close(abortive: true);

    /// <summary>Frees what is left once <see cref="RunAsync"/> is over.</summary>
    public void Dispose() => _over.Dispose();

    private async Task EndedAsync(NetworkPump pump, bool isClient)
    {
        try
        {
            await pump.RunAsync(_over.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A way that broke breaks the other side too, unless it is the silence that hides it.
            if (!_isSilenced)
            {
                Close(abortive: true);
            }
        }

        if (isClient)
        {
            _hasClient = false;
        }
    }

    private void Wait(NetworkFault fault)
    {
        TimeSpan wait = fault.After + (fault.Spread * _random.NextDouble());
        if (wait == TimeSpan.Zero)
        {
            Happen(fault);
        }
        else
        {
            _ = LaterAsync(wait, () => Happen(fault));
        }
    }

    private void Happen(NetworkFault fault)
    {
        switch (fault.Kind)
        {
            case NetworkFaultKind.Reset or NetworkFaultKind.Refuse:
                WasRefused = fault.Kind == NetworkFaultKind.Refuse;
                Close(abortive: true);
                break;
            case NetworkFaultKind.HalfOpen:
                Silence();
                break;
            case NetworkFaultKind.Truncate when fault.Bytes > 0:
                lock (_gate)
                {
                    _watches.Add(new Watch(fault.Direction, fault.Bytes, End));
                }

                break;
            case NetworkFaultKind.Truncate:
                End();
                break;
            default:
                Disturb(fault);
                break;
        }
    }

    private void Disturb(NetworkFault fault)
    {
        if (fault.Kind is NetworkFaultKind.Bandwidth or NetworkFaultKind.SlowLoris)
        {
            Narrow(fault.Direction);
        }

        foreach (NetworkPump pump in PumpsOf(fault.Direction))
        {
            pump.Add(fault);
        }

        if (fault.For > TimeSpan.Zero)
        {
            _ = LaterAsync(fault.For, () =>
            {
                foreach (NetworkPump pump in PumpsOf(fault.Direction))
                {
                    pump.Remove(fault);
                }
            });
        }
    }

    private IEnumerable<NetworkPump> PumpsOf(NetworkDirection direction)
    {
        if (direction.HasFlag(NetworkDirection.Up))
        {
            yield return _up;
        }

        if (direction.HasFlag(NetworkDirection.Down))
        {
            yield return _down;
        }
    }

    // The kernel's own buffers are megabytes on loopback: a limited way would not be felt for minutes.
    private void Narrow(NetworkDirection direction)
    {
        lock (_gate)
        {
            if (!_isClosed && direction.HasFlag(NetworkDirection.Up))
            {
                _client.ReceiveBufferSize = _service.SendBufferSize = LimitedBuffer;
            }

            if (!_isClosed && direction.HasFlag(NetworkDirection.Down))
            {
                _service.ReceiveBufferSize = _client.SendBufferSize = LimitedBuffer;
            }
        }
    }

    private void Silence()
    {
        _isSilenced = true;
        _up.Silence();
        _down.Silence();
    }

    // FIN to both sides; they may still send, which is read and thrown away, so that no RST overtakes the FIN.
    private void End()
    {
        Silence();
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            foreach (Socket side in (Socket[])[_client, _service])
            {
                try
                {
                    side.Shutdown(SocketShutdown.Send);
                }
                catch (SocketException)
                {
                    // That side is gone already.
                }
            }
        }

        _ = LaterAsync(ClosingTime, () => Close(abortive: true));
    }

    private async Task LaterAsync(TimeSpan wait, Action action)
    {
        CancellationToken over;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            over = _over.Token;
        }

        try
        {
            await Task.Delay(wait, _time, over);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        action();
    }

    private void Close(bool abortive)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            foreach (Socket side in (Socket[])[_client, _service])
            {
                if (abortive)
                {
                    side.LingerState = new LingerOption(true, 0);
                    side.Close(0);
                }
                else
                {
                    side.Dispose();
                }
            }
        }

        _over.Cancel();
        _canceled.TrySetResult();
    }

    // System.HashCode is seeded by the process; a seed must mean the same every time.
    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + (number * 16_777_619));

    private sealed class Watch(NetworkDirection direction, long left, Action happen)
    {
        internal NetworkDirection Direction { get; } = direction;

        internal long Left { get; set; } = left;

        internal void Happen() => happen();
    }
}
