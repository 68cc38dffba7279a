using System.Net.WebSockets;
using System.Text;
using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Chat;

/// <summary>One accepted socket: the receive loop, the send loop beside it, and the end of both.</summary>
internal sealed class SocketConnection(WebSocket socket, SocketContext context, FaultPlan plan, ISocketSession session)
{
    private const int MaxMessageBytes = 1024 * 1024;
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(1);

    private byte[] _message = new byte[16 * 1024];
    private bool _isRefused;

    /// <summary>The number of the connection, from 1.</summary>
    internal int Number => context.Record.Number;

    /// <summary>Sends a raw text message, valid or not.</summary>
    internal void SendRaw(string text) => context.Outbox.PostRaw(text);

    /// <summary>Sends a binary message.</summary>
    internal void SendBinary(int bytes) => context.Outbox.PostBinary(bytes);

    /// <summary>Starts the closing handshake.</summary>
    internal void Close(int code, string reason) => context.Outbox.PostClose((WebSocketCloseStatus)code, reason);

    /// <summary>Resets the TCP connection.</summary>
    internal void Abort() => context.Outbox.Abort();

    /// <summary>Runs until the connection is over.</summary>
    /// <param name="closing">The source behind the context's token; canceled here at the end.</param>
    internal async Task RunAsync(CancellationTokenSource closing)
    {
        context.Outbox.Post(plan.At(Fault.Open), closing.Token);
        session.Open();
        Task sending = context.Outbox.RunAsync(socket, closing.Token);
        Task receiving = ReceiveAsync();
        Task stopping = Task.Delay(Timeout.InfiniteTimeSpan, closing.Token);
        Task first = await Task.WhenAny(sending, receiving, stopping);
        if (first == sending && sending.IsCompletedSuccessfully)
        {
            // The closing handshake has been started from here; the client's answer ends the receive loop.
            await Task.WhenAny(receiving, stopping, Task.Delay(ClosingTime, context.Time, CancellationToken.None));
        }

        await closing.CancelAsync();
        await session.DisposeAsync();
        await Task.WhenAny(sending, Task.Delay(ClosingTime, context.Time, CancellationToken.None));
        await FinishAsync(first == stopping);
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Record.Close((int?)socket.CloseStatus);
        SimulatorLog.Closed(context.Log, Number, (int?)socket.CloseStatus);
    }

    private async Task FinishAsync(bool isStopping)
    {
        try
        {
            if (socket.State == WebSocketState.CloseReceived)
            {
                await CloseOutputAsync(WebSocketCloseStatus.NormalClosure);
            }
            else if (isStopping && socket.State == WebSocketState.Open)
            {
                await CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable);
            }
        }
        catch (Exception exception) when (IsLost(exception))
        {
            // The client is gone already.
        }

        // Whatever is still pending on the socket ends now.
        socket.Abort();
    }

    private async Task CloseOutputAsync(WebSocketCloseStatus status)
    {
        using CancellationTokenSource limit = new(ClosingTime);
        await socket.CloseOutputAsync(status, null, limit.Token);
    }

    private static bool IsLost(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or InvalidOperationException;

    private async Task ReceiveAsync()
    {
        try
        {
            while (await ReceiveMessageAsync() is { } text)
            {
                await HandleAsync(text);
            }
        }
        catch (Exception exception) when (IsLost(exception))
        {
            // A lost connection ends like a closed one; the record says that no close code came.
        }
    }

    // One text message; null after the client's close. What must not be sent starts the closing handshake and is
    // skipped, as is everything after it.
    private async Task<ReadOnlyMemory<byte>?> ReceiveMessageAsync()
    {
        int length = 0;
        while (true)
        {
            if (length == _message.Length)
            {
                Array.Resize(ref _message, _message.Length * 2);
            }

            ValueWebSocketReceiveResult result =
                await socket.ReceiveAsync(_message.AsMemory(length), CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += result.Count;
            if (!_isRefused && result.MessageType == WebSocketMessageType.Binary)
            {
                _isRefused = true;
                context.Outbox.PostClose(WebSocketCloseStatus.InvalidMessageType, "binary messages are not accepted");
            }
            else if (!_isRefused && length > MaxMessageBytes)
            {
                _isRefused = true;
                context.Outbox.PostClose(WebSocketCloseStatus.MessageTooBig, "the message exceeds 1 MiB");
            }

            length = _isRefused ? 0 : length;
            if (result.EndOfMessage && !_isRefused)
            {
                return _message.AsMemory(0, length);
            }
        }
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> text)
    {
        string type = "message";
        try
        {
            UplinkEvent uplink = UplinkEvent.Parse(text);
            type = uplink.Type;
            context.Record.AddUplink(type, uplink.Message, context.Time.GetUtcNow());
            SimulatorLog.Received(context.Log, Number, type);
            IReadOnlyList<Fault> faults = plan.At(type);
            foreach (Fault delay in faults.Where(fault => fault.Action == FaultAction.Delay))
            {
                await Task.Delay(delay.Duration, context.Time, context.Closing);
            }

            if (!faults.Any(fault => fault.Action == FaultAction.Drop))
            {
                await session.HandleAsync(uplink);
            }

            context.Outbox.Post([.. faults.Where(fault => fault.Action > FaultAction.Hold)], context.Closing);
        }
        catch (ProtocolException exception)
        {
            Refuse(type, exception.Code, exception.Message, text);
        }
        catch (AudioException exception)
        {
            Refuse(type, exception.Code, exception.Message, text);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            SimulatorLog.EventFailed(context.Log, exception, Number, type);
            context.Outbox.PostError(ProtocolException.Internal, $"the simulator failed: {exception.Message}");
        }
    }

    private void Refuse(string type, int code, string message, ReadOnlyMemory<byte> text)
    {
        SimulatorLog.EventRefused(context.Log, Number, type, message);
        context.Outbox.PostError(code, message, Encoding.UTF8.GetString(text.Span));
    }
}
