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
    /// <summary>Longest polite close; then the socket is aborted.</summary>
    internal static readonly TimeSpan CloseLimit = TimeSpan.FromMilliseconds(500);

    private readonly WebSocket _socket;
    private readonly LinkSettings _settings;
    private readonly ChatConfig _chat;
    private readonly LinkParts _parts;
    private readonly Downlink _downlink;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<SessionEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _configured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LinkSessionEvents _events;
    private long _onlineSince;
    private volatile bool _stopping;

    /// <summary>Prepares a session on an open socket.</summary>
    /// <param name="socket">Owned by the session from here on.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="chat">What is asked for in <c>chat.update</c>.</param>
    /// <param name="parts">The queues and counters it stands between.</param>
    /// <param name="events">What the owner is told while it runs.</param>
    public LinkSession(
        WebSocket socket, LinkSettings settings, ChatConfig chat, LinkParts parts, LinkSessionEvents events)
    {
        (_socket, _settings, _chat, _parts, _events) = (socket, settings, chat, parts, events);
        _logger = parts.Logger;
        _pace = new UplinkPace(chat.InputAudio?.Codec);
        _downlink = new Downlink(
            parts.Gate, parts.Playout, parts.Outbound, parts.Counters, parts.Notices, parts.Time, parts.Logger,
            parts.Answers, chat.TurnDetection?.Interrupt?.Keywords is { Count: > 0 });
    }

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
        await CloseAsync(end, receive, send).ConfigureAwait(false);
        _socket.Abort();
        await Task.WhenAll(receive, send).ConfigureAwait(false);
        _socket.Dispose();
        bool wasOnline = _configured.Task.IsCompletedSuccessfully;
        return end with
        {
            WasOnline = wasOnline,
            WasHealthy = wasOnline && (_downlink.CompletedTurn
                || _parts.Time.GetElapsedTime(_onlineSince) >= _settings.HealthyAfter),
            WhileConfiguring = !wasOnline && end.Kind == SessionEndKind.Rejected,
        };
    }

    // The first reason wins; whatever follows is a consequence.
    private void Finish(SessionEnd end) => _end.TrySetResult(end);

    // A polite close where the other side may still listen, bounded; Abort does the rest.
    private async Task CloseAsync(SessionEnd end, Task receive, Task send)
    {
        WebSocketCloseStatus? status = end.Kind switch
        {
            SessionEndKind.Local or SessionEndKind.Rejected => WebSocketCloseStatus.NormalClosure,
            SessionEndKind.Closed when _socket.State == WebSocketState.CloseReceived => WebSocketCloseStatus.NormalClosure,
            SessionEndKind.Protocol => (WebSocketCloseStatus?)end.Code ?? WebSocketCloseStatus.InternalServerError,
            _ => null,
        };
        if (status is null || _socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var limit = new CancellationTokenSource(CloseLimit, _parts.Time);
        try
        {
            await send.WaitAsync(limit.Token).ConfigureAwait(false);
            await _socket.CloseOutputAsync(status.Value, null, limit.Token).ConfigureAwait(false);
            // An abort with unread input may take the close frame back: the other side's own is waited for.
            await receive.WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The peer is gone or slow: the abort that follows is the close.
        }
    }
}
