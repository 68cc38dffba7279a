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
internal sealed partial class Outbox(Envelope envelope, FaultPlan plan, ConnectionRecord record, TimeProvider time) : IDisposable
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

    /// <summary>Queues a binary message.</summary>
    internal void PostBinary(int bytes) => _queue.Writer.TryWrite(
        new Outgoing("", [], new Fault { At = "", Action = FaultAction.Binary, Bytes = bytes }));

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
}
