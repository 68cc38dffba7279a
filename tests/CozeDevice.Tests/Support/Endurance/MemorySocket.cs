using System.Net.WebSockets;
using System.Threading.Channels;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>The device's end of a socket that is a queue. What the service says is handled before <see cref="Say(byte[])"/> returns, on
/// its thread, once the receive loop waits: so a story happens the same way each time.</summary>
/// <param name="heard">Told every message the device sends.</param>
internal sealed class MemorySocket(Action<MemorySocket, ReadOnlyMemory<byte>> heard) : WebSocket
{
    private readonly Channel<Part> _down = Channel.CreateUnbounded<Part>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private volatile WebSocketState _state = WebSocketState.Open;
    private Part? _rest;
    private int _taken;

    private sealed record Part(byte[] Bytes, WebSocketMessageType Type, bool IsEnd);

    public override WebSocketCloseStatus? CloseStatus => _closeStatus;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _state;

    public override string? SubProtocol => null;

    /// <summary>The code the device closed with, or null.</summary>
    public WebSocketCloseStatus? ClosedByDevice { get; private set; }

    private WebSocketCloseStatus? _closeStatus;

    /// <summary>Sends a whole text message.</summary>
    public void Say(byte[] message) => Say(message, WebSocketMessageType.Text, isEnd: true);

    /// <summary>Sends a fragment.</summary>
    public void Say(byte[] bytes, WebSocketMessageType type, bool isEnd) => _down.Writer.TryWrite(new Part(bytes, type, isEnd));

    /// <summary>Closes from the side of the service.</summary>
    public void Close(int code)
    {
        _closeStatus = (WebSocketCloseStatus)code;
        if (_state == WebSocketState.Open)
            _state = WebSocketState.CloseReceived;
        _down.Writer.TryComplete();
    }

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (_state is WebSocketState.Closed or WebSocketState.Aborted)
            throw new WebSocketException(WebSocketError.InvalidState);
        heard(this, buffer);
        return ValueTask.CompletedTask;
    }

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
        Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest is null)
        {
            if (!await _down.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false)
                || !_down.Reader.TryRead(out _rest))
            {
                return new(0, WebSocketMessageType.Close, endOfMessage: true);
            }
            _taken = 0;
        }
        int count = Math.Min(buffer.Length, _rest.Bytes.Length - _taken);
        _rest.Bytes.AsSpan(_taken, count).CopyTo(buffer.Span);
        _taken += count;
        Part part = _rest;
        bool isWhole = _taken == part.Bytes.Length;
        if (isWhole)
            _rest = null;
        return new(count, part.Type, part.IsEnd && isWhole);
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new(result.Count, result.MessageType, result.EndOfMessage);
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        ClosedByDevice ??= closeStatus;
        // The service answers a close at once.
        _state = WebSocketState.Closed;
        _down.Writer.TryComplete();
        return Task.CompletedTask;
    }

    public override void Abort()
    {
        _state = WebSocketState.Closed;
        _down.Writer.TryComplete();
    }

    public override void Dispose() => Abort();
}
