using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Hosting;

/// <summary>Tells systemd how the service is, over the datagram socket it names in <c>NOTIFY_SOCKET</c> (sd_notify(3)).
/// Without that variable every call does nothing.</summary>
/// <remarks>Calls may come from any thread. A message that cannot be delivered is dropped: systemd then acts on its
/// watchdog, which is the right outcome.</remarks>
internal sealed class SystemdNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _address;
    private readonly ILogger _logger;
    private int _failed;

    /// <summary>Prepares for the socket the environment names, if any.</summary>
    public SystemdNotifier(IReadOnlyDictionary<string, string> environment, ILogger<SystemdNotifier> logger)
    {
        _logger = logger;
        if (environment.GetValueOrDefault("NOTIFY_SOCKET") is not { Length: > 1 } path) return;
        // A leading @ stands for an abstract address, whose first byte is zero.
        _address = new(path[0] == '@' ? $"\0{path.AsSpan(1)}" : path);
        _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    }

    /// <summary>Whether systemd listens.</summary>
    public bool IsActive => _socket is not null;

    /// <summary>The service does its work from now on.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>The service is about to end.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>The service is alive.</summary>
    public void Watchdog() => Send("WATCHDOG=1");

    /// <summary>One line for <c>systemctl status</c>.</summary>
    public void Status(string text) => Send($"STATUS={text.ReplaceLineEndings(" ")}");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private void Send(string message)
    {
        if (_socket is null) return;
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(message), _address!);
        }
        catch (SocketException e)
        {
            if (Interlocked.Exchange(ref _failed, 1) == 0) HostingLog.NotifyFailed(_logger, e.Message);
        }
        catch (ObjectDisposedException)
        {
            // A last status after the end has no reader.
        }
    }
}
