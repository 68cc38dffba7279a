using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CozeDevice.Conversation;

namespace CozeDevice.Control;

/// <summary>The other side of <see cref="ControlServer"/>: commands and the feed of a running agent.</summary>
/// <remarks>One request at a time. After <see cref="WatchAsync"/> a client is for watching only.</remarks>
internal sealed class ControlClient : IAsyncDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly string _path;
    private readonly NetworkStream _stream;
    private readonly LineReader _lines;

    private ControlClient(string path, Socket socket)
    {
        _path = path;
        _stream = new(socket, ownsSocket: true);
        _lines = new(_stream, MaxAnswerBytes);
    }

    /// <summary>Connects to the agent.</summary>
    /// <exception cref="AgentUnreachableException">There is none.</exception>
    public static async Task<ControlClient> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new(path, socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException failure) throw new AgentUnreachableException(path, Explain(path, failure), e);
            throw;
        }
    }

    /// <summary>Asks the device to do something.</summary>
    /// <returns>Whether it did, or why not.</returns>
    public async Task<CommandResult> ExecuteAsync(DeviceCommand command, CancellationToken cancellationToken) =>
        FeedReader.ReadAnswer(await AskAsync(json => RequestWriter.Write(json, command), cancellationToken));

    /// <summary>The state of the device, as the line it wrote.</summary>
    public Task<ReadOnlyMemory<byte>> StatusAsync(CancellationToken cancellationToken) =>
        AskAsync(json => RequestWriter.Write(json, "status"), cancellationToken);

    /// <summary>The lines of the feed, a snapshot first, until the agent closes it. A line is valid until the
    /// next.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await SendAsync(json => RequestWriter.Write(json, "watch"), cancellationToken);
        while (true)
        {
            Line? line;
            try
            {
                line = await _lines.ReadAsync(cancellationToken);
            }
            catch (IOException)
            {
                // A reset is as much an end as a close.
                yield break;
            }

            if (line is null) yield break;
            if (!line.Value.IsTooLong) yield return line.Value.Bytes;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static string Explain(string path, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AccessDenied => "this user may not use it; become a member of its group",
        SocketError.ConnectionRefused => "nobody answers",
        _ when !File.Exists(path) => "it does not exist",
        _ => failure.Message,
    };

    private async Task<ReadOnlyMemory<byte>> AskAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(write, cancellationToken);
            if (await _lines.ReadAsync(cancellationToken) is { IsTooLong: false } line) return line.Bytes;
        }
        catch (IOException e)
        {
            throw new AgentUnreachableException(_path, "it closed the connection", e);
        }

        throw new AgentUnreachableException(_path, "it closed the connection");
    }

    private async Task SendAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, FeedWriter.Options)) write(json);
        buffer.Write("\n"u8);
        await _stream.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
