using System.Net.Sockets;
using System.Text;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Hosting;

/// <summary>The datagram socket systemd would listen on.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public NotifySocket(bool isAbstract = false)
    {
        var name = isAbstract ? $"cozedevice-test-{Guid.NewGuid():N}" : _directory["notify"];
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{name}" : name));
        Environment = new Dictionary<string, string> { ["NOTIFY_SOCKET"] = isAbstract ? $"@{name}" : name };
    }

    /// <summary>What systemd would put into the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[4096];
        var length = await _socket.ReceiveAsync(buffer).Within(5);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _directory.Dispose();
    }
}
