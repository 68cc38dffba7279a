using System.Collections.Concurrent;
using System.Net.Sockets;
using CozeDevice.Conversation;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Control;

/// <summary>Lets scripts and the terminal view command and watch the device over a Unix socket.</summary>
/// <remarks>One task accepts; each client has a task of its own. A client that does not read, floods or dies touches
/// nobody else. Disposing ends all of them and removes the socket.</remarks>
internal sealed class ControlServer : IAsyncDisposable
{
    private const int MaxClients = 64;
    private static readonly TimeSpan AcceptRetry = TimeSpan.FromSeconds(1);

    private readonly Socket _listener;
    private readonly IDeviceControl _control;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<int, Task> _clients = new();
    private readonly Task _accepting;
    private int _lastClient;

    private ControlServer(Socket listener, IDeviceControl control, ILogger logger, TimeProvider time)
    {
        _listener = listener;
        _control = control;
        _logger = logger;
        _time = time;
        _accepting = AcceptAsync();
    }

    /// <summary>How many clients are connected.</summary>
    public int ClientCount => _clients.Count;

    /// <summary>Takes over the socket and serves it until disposed.</summary>
    /// <exception cref="ControlSocketInUseException">Another agent answers on it.</exception>
    /// <exception cref="ControlSocketException">It cannot be created.</exception>
    public static ControlServer Start(
        string path, IDeviceControl control, ILogger<ControlServer> logger, TimeProvider time)
    {
        var server = new ControlServer(SocketFile.Listen(path), control, logger, time);
        ControlLog.Listening(logger, path);
        return server;
    }

    /// <summary>Disconnects all clients and removes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        // Not disposed itself: it has no timer, and a second call must find it usable.
        await _stopping.CancelAsync();
        // Closing the listener also deletes the socket file.
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_clients.Values);
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Serve(await _listener.AcceptAsync(_stopping.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
                when (_stopping.IsCancellationRequested && e is ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of descriptors, for example: clients wait in the backlog until there are some again.
                ControlLog.AcceptFailed(_logger, e.Message);
                await Task.Delay(AcceptRetry, _time, _stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Serve(Socket socket)
    {
        if (_clients.Count >= MaxClients)
        {
            ControlLog.TooMany(_logger, MaxClients);
            socket.Dispose();
            return;
        }

        var id = ++_lastClient;
        // Registered before it runs, so that it cannot be gone before it is known.
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _clients[id] = ServeAsync(id, socket, start.Task);
        start.SetResult();
    }

    private async Task ServeAsync(int id, Socket socket, Task start)
    {
        await start;
        ControlLog.Connected(_logger, id);
        try
        {
            await using var connection = new ControlConnection(id, socket, _control, _logger, _time);
            await connection.RunAsync(_stopping.Token);
        }
        catch (Exception e)
        {
            // A defect costs one client its connection, not the server a place or the program its orderly end.
            ControlLog.Broken(_logger, id, e);
        }

        _clients.TryRemove(id, out _);
    }
}
