using System.Net.WebSockets;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <content>The receive loop: assembles messages, routes them, sees the end.</content>
internal sealed partial class LinkSession
{
    /// <summary>A larger message is read through, dropped and counted.</summary>
    internal const int MaxMessageBytes = 1024 * 1024;

    /// <summary>A larger message closes the socket (1009).</summary>
    internal const int MaxDroppedBytes = 16 * 1024 * 1024;

    private string? _conversationId;
    private byte[] _message = new byte[64 * 1024];
    private int _length;
    private long _total;

    private async Task ReceiveLoopAsync()
    {
        try
        {
            // Also while stopping: what comes then is only read through, up to the other side's close.
            while (Take(await _socket.ReceiveAsync(Room(), CancellationToken.None).ConfigureAwait(false)))
            {
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Finish(EndOf(failure));
        }
        catch (Exception failure)
        {
            _logger.LoopFailed(failure, "receive");
            Finish(new SessionEnd(SessionEndKind.Protocol, "internal failure while receiving"));
        }
    }

    // Once over the cap the buffer's start is overwritten: the message is only read through.
    private Memory<byte> Room()
    {
        // One byte over the cap: a full buffer is a message over it, also if its last fragment is empty.
        if (_length == _message.Length && _length <= MaxMessageBytes)
            Array.Resize(ref _message, Math.Min(_message.Length * 2, MaxMessageBytes + 1));
        if (_length == _message.Length)
            _length = 0;
        return _message.AsMemory(_length);
    }

    // False: the session is over.
    private bool Take(ValueWebSocketReceiveResult part)
    {
        if (part.MessageType == WebSocketMessageType.Close)
        {
            Finish(new SessionEnd(SessionEndKind.Closed,
                $"the service closed the session ({(int?)_socket.CloseStatus ?? 1005})", (int?)_socket.CloseStatus));
            return false;
        }
        _length += part.Count;
        _total += part.Count;
        _parts.Counters.CountBytesReceived(part.Count);
        if (_total > MaxDroppedBytes)
            Finish(new SessionEnd(SessionEndKind.Protocol, "a message of more than 16 MiB", 1009));
        if (!part.EndOfMessage)
            return true;
        // After the end everything is only read through.
        if (!_end.Task.IsCompleted)
            Route(part.MessageType);
        (_length, _total) = (0, 0);
        return true;
    }

    private void Route(WebSocketMessageType type)
    {
        if (type == WebSocketMessageType.Binary)
            _parts.Counters.CountBinary();
        else if (_total > MaxMessageBytes)
            _parts.Counters.CountOversized();
        else if (_downlink.Route(_message.AsSpan(0, _length)) is { } own)
            Handle(own);
        if (_downlink.IsFlooded)
            Finish(new SessionEnd(SessionEndKind.Protocol, "more events than can be handled", 1008));
    }

    private void Handle(ServerEvent own)
    {
        switch (own)
        {
            case ChatUpdated updated when updated.Output is null:
                Finish(new SessionEnd(SessionEndKind.Rejected,
                    $"the service answers in {updated.OutputName ?? "an unnamed format"}, which this device cannot play"));
                break;
            case ChatUpdated updated:
                Configure(updated);
                break;
            case ServerError error:
                Handle(error);
                break;
            case ChatEvent chat:
                Learn(chat.ConversationId);
                break;
        }
    }

    private void Configure(ChatUpdated updated)
    {
        _downlink.Format = updated.Output!.Value;
        Learn(updated.ConversationId);
        if (_configured.Task.IsCompleted)
            return;
        _parts.Gate.BeginSession(mayGreet: _chat.NeedPlayPrologue == true);
        _parts.Outbound.BeginSession();
        _parts.Counters.CountSession();
        _onlineSince = _parts.Time.GetTimestamp();
        _events.Online();
        _configured.TrySetResult();
    }

    private void Handle(ServerError error)
    {
        if (error.Code is not { } code || code <= 0)
        {
            _parts.Counters.CountIgnored();
            return;
        }
        _logger.ServiceError(code, error.Message, error.LogId);
        bool configuring = !_configured.Task.IsCompleted;
        if (configuring || ErrorPolicy.For(code).EndsSession)
            Finish(new SessionEnd(SessionEndKind.Rejected, error.Message, code, error.LogId));
        else
            _downlink.Tell(TurnOf(code), error);
    }

    private int TurnOf(int errorCode) =>
        ErrorCodes.Lookup(errorCode).Class == ErrorClass.Turn ? _parts.Gate.Refused() : _parts.Gate.Current();

    private void Learn(string? conversationId)
    {
        if (string.IsNullOrEmpty(conversationId) || conversationId == _conversationId)
            return;
        _conversationId = conversationId;
        _events.ConversationLearnt(conversationId);
    }

    // Nothing here is ever cancelled by a token: a cancelled receive is the keep-alive giving up on the peer.
    private static SessionEnd EndOf(Exception failure) => failure is OperationCanceledException
        ? new SessionEnd(SessionEndKind.Timeout, "the service stopped answering pings")
        : new SessionEnd(SessionEndKind.Closed, "the link broke");
}
