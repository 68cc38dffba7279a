using System.Net.WebSockets;
using CozeDevice.Protocol;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Link;

/// <summary>Exactly one WebSocket lifetime: configure, send, receive. Ends once, with a reason; never reconnects.</summary>
/// <remarks>Two loops run beside each other. The receive loop never waits for anything but the socket, so that pings are
/// answered; the send loop is the only caller of <see cref="WebSocket.SendAsync(ReadOnlyMemory{byte}, WebSocketMessageType, bool, CancellationToken)"/>.
/// Parts: the send loop in <c>LinkSession.Send.cs</c>, the receive loop in <c>LinkSession.Receive.cs</c>.</remarks>
internal sealed partial class LinkSession
{
    private readonly WebSocket _socket;
    private readonly LinkSettings _settings;
    private readonly ChatConfig _chat;
    private readonly LinkParts _parts;
    private readonly Downlink _downlink;
    private readonly ILogger _logger;
    private readonly long _openedAt;
    private readonly TaskCompletionSource<SessionEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _configured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _online;
    private volatile bool _stopping;

    /// <summary>Prepares a session on an open socket.</summary>
    /// <param name="socket">Owned by the session from here on.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="chat">What is asked for in <c>chat.update</c>.</param>
    /// <param name="parts">The queues and counters it stands between.</param>
    /// <param name="online">Called once, on the receive loop, when <c>chat.updated</c> came.</param>
    public LinkSession(WebSocket socket, LinkSettings settings, ChatConfig chat, LinkParts parts, Action online)
    {
        (_socket, _settings, _chat, _parts, _online) = (socket, settings, chat, parts, online);
        _logger = parts.Logger;
        _openedAt = parts.Time.GetTimestamp();
        _downlink = new Downlink(
            parts.Gate, parts.Playout, parts.Outbound, parts.Counters, parts.Notices, parts.Time, parts.Logger);
    }

    /// <summary>The conversation id the service told, if any.</summary>
    public string? ConversationId { get; private set; }

    /// <summary>Ends the session from outside.</summary>
    public void End(SessionEnd end) => Finish(end);

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellationToken">Ends the session as <see cref="SessionEndKind.Local"/>.</param>
    public async Task<SessionEnd> RunAsync(CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration local = cancellationToken.Register(
            () => Finish(new SessionEnd(SessionEndKind.Local, "stopped")));
        Task receive = ReceiveLoopAsync();
        Task send = SendLoopAsync();
        SessionEnd end = await _end.Task.ConfigureAwait(false);
        _stopping = true;
        _parts.Outbound.Wake();
        await CloseAsync(end, send).ConfigureAwait(false);
        _socket.Abort();
        await Task.WhenAll(receive, send).ConfigureAwait(false);
        _socket.Dispose();
        bool wasOnline = _configured.Task.IsCompletedSuccessfully;
        TimeSpan age = _parts.Time.GetElapsedTime(_openedAt);
        return end with
        {
            WasOnline = wasOnline,
            WasHealthy = wasOnline && (age >= _settings.HealthyAfter || _downlink.CompletedTurn),
            WhileConfiguring = !wasOnline && end.Kind == SessionEndKind.Rejected,
        };
    }

    // The first reason wins; whatever follows is a consequence.
    private void Finish(SessionEnd end) => _end.TrySetResult(end);

    // A polite close where the other side may still listen, bounded; Abort does the rest.
    private async Task CloseAsync(SessionEnd end, Task send)
    {
        WebSocketCloseStatus? status = end.Kind switch
        {
            SessionEndKind.Local or SessionEndKind.Rejected => WebSocketCloseStatus.NormalClosure,
            SessionEndKind.Closed when _socket.State == WebSocketState.CloseReceived => WebSocketCloseStatus.NormalClosure,
            SessionEndKind.Protocol => WebSocketCloseStatus.MessageTooBig,
            _ => null,
        };
        if (status is null || _socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500), _parts.Time);
        try
        {
            await send.WaitAsync(limit.Token).ConfigureAwait(false);
            await _socket.CloseOutputAsync(status.Value, null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The peer is gone or slow: the abort that follows is the close.
        }
    }
}
