using System.Net.Sockets;
using System.Text;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.Control;

/// <summary>A client that knows only bytes and lines, as a script does.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const double Limit = 10;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private RawClient(Socket socket)
    {
        _socket = socket;
        _stream = new(socket, ownsSocket: true);
        _reader = new(_stream);
    }

    public static async Task<RawClient> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path)).Within(Limit);
        return new(socket);
    }

    public async Task<string?> ReadAsync()
    {
        try
        {
            return await _reader.ReadLineAsync().Within(Limit);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).Within(Limit);

    public async Task<string> AskAsync(string line)
    {
        await SendAsync(Encoding.UTF8.GetBytes(line + "\n"));
        return await ReadAsync() ?? throw new EndOfStreamException();
    }

    public void CloseSending() => _socket.Shutdown(SocketShutdown.Send);

    public async Task ReadToEndAsync()
    {
        while (await ReadAsync() is not null)
        {
            // Only the end matters.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
