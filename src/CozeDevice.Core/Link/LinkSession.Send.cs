using System.Net.WebSockets;
using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <content>The send loop: configuration first, then the outbound queue in order.</content>
internal sealed partial class LinkSession
{
    private readonly EventWriter _writer = new();
    private readonly byte[] _payload = new byte[4096];
    private readonly UplinkPace _pace;
    private Outgoing _next;

    private async Task SendLoopAsync()
    {
        try
        {
            await SendAsync(_writer.Write(new UpdateChat(_chat))).ConfigureAwait(false);
            if (!await IsConfiguredAsync().ConfigureAwait(false))
                return;
            while (!_stopping)
            {
                while (!_stopping && TakeNext() is { IsEmpty: false } message)
                {
                    long start = _parts.Time.GetTimestamp();
                    await SendAsync(message).ConfigureAwait(false);
                    _pace.Sent(_parts.Time.GetElapsedTime(start), _next.MoreWait);
                    TellSent();
                }
                if (!_stopping)
                    await _parts.Outbound.WaitAsync().ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Finish(EndOf(failure));
        }
        catch (Exception failure)
        {
            // A bug, not the world: the session ends, the supervisor goes on, the log says what to mend.
            _logger.LoopFailed(failure, "send");
            Finish(new SessionEnd(SessionEndKind.Protocol, "internal failure while sending"));
        }
    }

    private async Task<bool> IsConfiguredAsync()
    {
        // The timer is gone before the session goes on: WaitAsync with a time would leave it behind for a moment.
        using var limit = new CancellationTokenSource(_settings.ConfigureLimit, _parts.Time);
        try
        {
            Task first = await Task.WhenAny(_configured.Task, _end.Task).WaitAsync(limit.Token).ConfigureAwait(false);
            return first == _configured.Task;
        }
        catch (OperationCanceledException)
        {
            Finish(new SessionEnd(SessionEndKind.Timeout,
                $"no chat.updated within {_settings.ConfigureLimit.TotalSeconds:0.#} s"));
            return false;
        }
    }

    // Empty: nothing waits.
    private ReadOnlyMemory<byte> TakeNext()
    {
        _next = _parts.Outbound.Take(_payload, _pace.MostFrames);
        if (_next.Kind == OutboundKind.None)
            return default;
        if (_next.Kind == OutboundKind.Frame)
            return _writer.WriteAppend(_payload.AsSpan(0, _next.Length));
        // The gate learns of a cancel or an end before the answer to it can come.
        if (_next.Control is CancelChat)
            _parts.Gate.CancelSent();
        else if (_next.Control is CompleteInput)
            _parts.Gate.ExpectReply(_next.Turn);
        return _writer.Write(_next.Control!);
    }

    private void TellSent()
    {
        if (_next.Control is null)
        {
            _parts.Counters.CountFramesSent(_next.Frames);
            if (_next.IsFirst)
                _parts.Notices.TryWrite(new FirstAppendSent(_next.Turn, _parts.Time.GetTimestamp()));
            return;
        }
        _logger.Sent(_next.Control.GetType().Name);
        if (_next.Control is CompleteInput)
            _parts.Notices.TryWrite(new CompleteSent(_next.Turn, _parts.Time.GetTimestamp()));
        else if (_next.Control is CreateMessage)
            _parts.Notices.TryWrite(new QuestionSent(_parts.Time.GetTimestamp()));
    }

    // No token: a cancellable send takes a slower, allocating path; Abort ends it just as well.
    private ValueTask SendAsync(ReadOnlyMemory<byte> message)
    {
        _parts.Counters.CountBytesSent(message.Length);
        return _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }
}
