using System.Net;
using System.Net.Sockets;

namespace CozeDevice.Tests.Support.Link;

/// <summary>A TCP relay whose way up carries so many bytes a second and holds next to nothing itself: what it does not take waits at
/// the sender, as behind a modem.</summary>
internal sealed class SlowRelay : IAsyncDisposable
{
    private const int ChunkBytes = 256;
    private const int MaxSegmentOption = 2; // TCP_MAXSEG

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource<IPEndPoint> _target = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private long _bytesUp;

    public SlowRelay()
    {
        _listener.ReceiveBufferSize = 2048;
        // The loopback's segments of 64 KiB never fit into such a window.
        _listener.SetRawSocketOption(6, MaxSegmentOption, BitConverter.GetBytes(1400));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Bytes a second upwards; 0 is no limit. May change any time.</summary>
    public int UpBytesPerSecond { get; set; }

    /// <summary>Bytes that went up.</summary>
    public long BytesUp => Interlocked.Read(ref _bytesUp);

    /// <summary>Says where to: connections wait for it.</summary>
    public void Connect(int port) => _target.TrySetResult(new IPEndPoint(IPAddress.Loopback, port));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.Within(10);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket device)
    {
        using var service = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (device)
        {
            try
            {
                await service.ConnectAsync(await _target.Task.WaitAsync(_stop.Token), _stop.Token);
                await Task.WhenAny(PumpAsync(device, service, isUp: true), PumpAsync(service, device, isUp: false));
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException)
            {
                // The test is over, or one side is.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isUp)
    {
        var buffer = new byte[isUp ? ChunkBytes : 64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (isUp && UpBytesPerSecond is > 0 and var rate)
                    await Task.Delay(TimeSpan.FromSeconds((double)count / rate), _stop.Token);
                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
                if (isUp)
                    Interlocked.Add(ref _bytesUp, count);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The connection is over.
        }
    }
}
