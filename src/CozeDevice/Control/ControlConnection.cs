using System.Buffers;
using System.Net.Sockets;
using System.Text.Json;
using CozeDevice.Conversation;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Control;

/// <summary>One client: requests are answered in order; after <c>watch</c>, events are written between the
/// answers.</summary>
internal sealed class ControlConnection : IAsyncDisposable
{
    /// <summary>The longest request, in bytes.</summary>
    public const int MaxRequestBytes = 64 * 1024;

    /// <summary>How long a client may take to read one line.</summary>
    public static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    private readonly int _id;
    private readonly NetworkStream _stream;
    private readonly LineReader _lines;
    private readonly IDeviceControl _control;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private Task? _watching;

    /// <summary>Takes over a connected socket.</summary>
    public ControlConnection(int id, Socket socket, IDeviceControl control, ILogger logger, TimeProvider time)
    {
        _id = id;
        _stream = new(socket, ownsSocket: true);
        _lines = new(_stream, MaxRequestBytes);
        _control = control;
        _logger = logger;
        _time = time;
        _json = new(_buffer, FeedWriter.Options);
    }

    /// <summary>Serves the client until it goes, is too slow, or the server stops. Never throws.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            while (await _lines.ReadAsync(ending.Token) is { } line) await AnswerAsync(line, ending);
            // A client that only closed its sending side may go on watching.
            if (_watching is not null) await _watching;
            ControlLog.Disconnected(_logger, _id, "closed");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            ControlLog.Disconnected(_logger, _id, e.Message);
        }
        finally
        {
            await ending.CancelAsync();
            if (_watching is not null) await _watching;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _json.DisposeAsync();
        _writing.Dispose();
    }

    private Task AnswerAsync(Line line, CancellationTokenSource ending)
    {
        if (line.IsTooLong)
            return RefuseAsync("too_long", $"a request may have {MaxRequestBytes} bytes", ending.Token);
        if (line.Bytes.Span.Trim(" \t\r"u8).IsEmpty) return Task.CompletedTask;
        switch (RequestReader.Read(line.Bytes.Span))
        {
            case ExecuteRequest request:
                return ExecuteAsync(request.Command, ending.Token);
            case StatusRequest:
                var snapshot = _control.Snapshot();
                return WriteAsync(json => FeedWriter.WriteStatus(json, snapshot), ending.Token);
            case InvalidRequest invalid:
                return RefuseAsync(invalid.Refusal.Error!, invalid.Refusal.Message!, ending.Token);
            default:
                if (_watching is not null)
                    return RefuseAsync("already_watching", "this connection is watching already", ending.Token);
                _watching = WatchAsync(ending);
                return Task.CompletedTask;
        }
    }

    private async Task ExecuteAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        CommandResult result;
        try
        {
            result = await _control.ExecuteAsync(command, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ControlLog.CommandFailed(_logger, _id, e);
            result = new("internal", "the command failed; the log says why");
        }

        await WriteAsync(json => FeedWriter.WriteAnswer(json, result), cancellationToken);
    }

    private Task RefuseAsync(string code, string message, CancellationToken cancellationToken) =>
        WriteAsync(json => FeedWriter.WriteAnswer(json, new(code, message)), cancellationToken);

    private async Task WatchAsync(CancellationTokenSource ending)
    {
        using var feed = _control.Subscribe();
        try
        {
            await foreach (var deviceEvent in feed.Events.ReadAllAsync(ending.Token))
                await WriteAsync(json => FeedWriter.WriteEvent(json, deviceEvent), ending.Token);
            ControlLog.TooSlow(_logger, _id);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            ControlLog.Disconnected(_logger, _id, e.Message);
        }

        // Without its events the connection has no use: the client sees the end.
        await ending.CancelAsync();
    }

    private async Task WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _buffer.ResetWrittenCount();
            _json.Reset();
            write(_json);
            _json.Flush();
            _buffer.Write("\n"u8);
            await SendAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var send = _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        if (send.IsCompletedSuccessfully) return;
        var sending = send.AsTask();
        using var limit = new CancellationTokenSource(SendLimit, _time);
        try
        {
            await sending.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            ControlLog.TooSlow(_logger, _id);
            // Closing the socket ends the send and the reader; the connection is of no use any more.
            _stream.Close();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("the client reads too slowly");
        }
    }
}
