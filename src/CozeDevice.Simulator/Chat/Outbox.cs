using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Chat;

/// <summary>The one ordered way to a client: a queue and the loop that empties it, scenario faults included.</summary>
/// <remarks>Any thread may post. A running reply waits for its turn so that only a few of its events are in flight
/// when it is canceled; everything else is queued at once, so the receive loop never waits for the client to read.
/// </remarks>
internal sealed class Outbox(Envelope envelope, FaultPlan plan, ConnectionRecord record, TimeProvider time) : IDisposable
{
    private const int ReplyWindow = 8;

    private readonly Channel<Outgoing> _queue =
        Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _window = new(ReplyWindow);
    private readonly List<(string Until, Outgoing Held)> _held = [];
    private volatile HashSet<string>? _subscriptions;

    /// <summary>Resets the TCP connection; set by the connection.</summary>
    internal required Action Abort { get; init; }

    /// <summary>Names the events the client wants; empty means all.</summary>
    internal void Subscribe(IReadOnlyList<string> types) => _subscriptions = types.Count == 0 ? null : [.. types];

    /// <summary>Queues an event.</summary>
    internal void Post(string type, JsonObject? data = null, string? origin = null)
    {
        if (IsWanted(type))
        {
            _queue.Writer.TryWrite(new Outgoing(type, envelope.Write(type, data, origin)));
        }
    }

    /// <summary>Queues an event of a running reply once there is room for it.</summary>
    internal async ValueTask SendAsync(string type, JsonObject? data, CancellationToken cancellationToken)
    {
        if (IsWanted(type))
        {
            await _window.WaitAsync(cancellationToken);
            _queue.Writer.TryWrite(new Outgoing(type, envelope.Write(type, data), HoldsSlot: true));
        }
    }

    /// <summary>Queues an <c>error</c> event.</summary>
    internal void PostError(int code, string message, string? origin = null) =>
        Post("error", new JsonObject { ["code"] = code, ["msg"] = message }, origin);

    /// <summary>Queues a raw text message, whatever it is.</summary>
    internal void PostRaw(string text) => _queue.Writer.TryWrite(new Outgoing("", Encoding.UTF8.GetBytes(text)));

    /// <summary>Queues what goes wrong after an event.</summary>
    internal void Post(IReadOnlyList<Fault> faults, CancellationToken cancellationToken)
    {
        foreach (Fault fault in faults)
        {
            Schedule(fault, cancellationToken);
        }
    }

    /// <summary>Queues the start of the closing handshake.</summary>
    internal void PostClose(WebSocketCloseStatus status, string reason) => _queue.Writer.TryWrite(
        new Outgoing("", [], new Fault { At = "", Action = FaultAction.Close, CloseCode = (int)status, Text = reason }));

    /// <summary>Sends until the closing handshake starts or the token fires.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="cancellationToken">Ends the loop between two messages: a message half sent would break the socket.
    /// </param>
    internal async Task RunAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        await foreach (Outgoing item in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            bool goesOn = item.Fault is { } fault
                ? await PerformAsync(socket, fault, cancellationToken)
                : await SendWithFaultsAsync(socket, item, cancellationToken);
            if (!goesOn)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _window.Dispose();

    private bool IsWanted(string type) =>
        _subscriptions is not { } wanted || type is "error" or "chat.updated" || wanted.Contains(type);

    private async Task<bool> SendWithFaultsAsync(WebSocket socket, Outgoing item, CancellationToken cancellationToken)
    {
        IReadOnlyList<Fault> faults = item.Type.Length == 0 ? [] : plan.At(item.Type);
        int copies = 1;
        foreach (Fault fault in faults)
        {
            switch (fault.Action)
            {
                case FaultAction.Delay:
                    await Task.Delay(fault.Duration, time, cancellationToken);
                    break;
                case FaultAction.Drop:
                    copies = 0;
                    break;
                case FaultAction.Duplicate:
                    copies = 2;
                    break;
                case FaultAction.Hold:
                    _held.Add((fault.Until!, item));
                    copies = 0;
                    break;
            }
        }

        if (item.HoldsSlot)
        {
            _window.Release();
        }

        for (int copy = 0; copy < copies; copy++)
        {
            await SendTextAsync(socket, item);
        }

        foreach ((string _, Outgoing held) in _held.FindAll(entry => copies > 0 && entry.Until == item.Type))
        {
            await SendTextAsync(socket, held);
        }

        _ = copies > 0 ? _held.RemoveAll(entry => entry.Until == item.Type) : 0;
        foreach (Fault fault in faults)
        {
            if (fault.Action <= FaultAction.Hold)
            {
                continue;
            }

            if (fault.After > TimeSpan.Zero)
            {
                Schedule(fault, cancellationToken);
            }
            else if (!await PerformAsync(socket, fault, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task SendTextAsync(WebSocket socket, Outgoing item)
    {
        // Noted before it is sent: whoever has received it finds it in the record.
        record.AddDownlink(item.Type);
        await socket.SendAsync(item.Message.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
    }

    private void Schedule(Fault fault, CancellationToken cancellationToken)
    {
        Outgoing item = new("", [], fault);
        if (fault.After <= TimeSpan.Zero)
        {
            _queue.Writer.TryWrite(item);
            return;
        }

        _ = PostLaterAsync();

        async Task PostLaterAsync()
        {
            await Task.Delay(fault.After, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _queue.Writer.TryWrite(item);
        }
    }

    // Returns false when nothing more can be sent.
    private async Task<bool> PerformAsync(WebSocket socket, Fault fault, CancellationToken cancellationToken)
    {
        switch (fault.Action)
        {
            case FaultAction.Garbage:
                byte[] text = Encoding.UTF8.GetBytes(fault.Text ?? "{\"event_type\": \"conversation.audio");
                await socket.SendAsync(text.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
                return true;
            case FaultAction.Binary:
                await socket.SendAsync(
                    new byte[fault.Bytes].AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None);
                return true;
            case FaultAction.Unknown:
                string type = fault.Text ?? "conversation.weather.changed";
                JsonObject data = new() { ["content"] = "unknown", ["deep"] = new JsonObject { ["null"] = null } };
                await SendTextAsync(socket, new Outgoing(type, envelope.Write(type, data)));
                return true;
            case FaultAction.Huge:
                const string Delta = "conversation.audio.delta";
                JsonObject huge = new()
                {
                    ["id"] = "0",
                    ["chat_id"] = "0",
                    ["role"] = "assistant",
                    ["type"] = "answer",
                    ["content"] = Convert.ToBase64String(new byte[fault.Bytes]),
                    ["content_type"] = "audio",
                };
                await SendTextAsync(socket, new Outgoing(Delta, envelope.Write(Delta, huge)));
                return true;
            case FaultAction.Error:
                JsonObject error = new() { ["code"] = fault.Code, ["msg"] = fault.Text ?? "scenario" };
                await SendTextAsync(socket, new Outgoing("error", envelope.Write("error", error)));
                return fault.CloseCode is not { } after || await CloseAsync(socket, after, null);
            case FaultAction.Stall:
                await Task.Delay(
                    fault.Duration > TimeSpan.Zero ? fault.Duration : Timeout.InfiniteTimeSpan, time, cancellationToken);
                return true;
            case FaultAction.Close:
                return await CloseAsync(socket, fault.CloseCode ?? 1000, fault.Text);
            case FaultAction.Abort:
                Abort();
                return false;
            default:
                return true;
        }
    }

    private static async Task<bool> CloseAsync(WebSocket socket, int code, string? reason)
    {
        await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
        return false;
    }
}
