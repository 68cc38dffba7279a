using System.Net.Sockets;
using System.Net.WebSockets;
using CozeDevice.Simulator.Handshake;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator.Chat;

/// <summary>Takes upgrades: refuses them or turns them into connections.</summary>
internal sealed class SocketEndpoint(
    SimulatorOptions options,
    SimulatorRecord record,
    KnownConversations conversations,
    BearerTokens tokens,
    ILogger log,
    CancellationToken stopping)
{
    // A ping about every 15 s; after four in a row without an answer the service closes (D-ws).
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTimeout = 4 * PingInterval;

    private readonly Lock _gate = new();
    private readonly List<SocketConnection> _live = [];

    /// <summary>The connections open now.</summary>
    internal IReadOnlyList<SocketConnection> Live
    {
        get
        {
            lock (_gate)
            {
                return [.. _live];
            }
        }
    }

    /// <summary>Handles one request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="check">What is wrong with the query, if anything.</param>
    /// <param name="open">Makes the session.</param>
    internal async Task HandleAsync(
        HttpContext http, Func<string, Refusal?> check, Func<string, SocketContext, ISocketSession> open)
    {
        string query = http.Request.QueryString.Value ?? "";
        string logId = LogIds.Next();
        ConnectionRecord connection = record.Add(http.Request.Path, query, Headers(http.Request), logId);
        http.Response.Headers[UpgradeRefusal.LogIdHeader] = logId;
        if (Refusal(http, connection.Number, query, check) is { } refusal)
        {
            SimulatorLog.Refused(log, connection.Number, refusal.Status, refusal.Body ?? "");
            connection.Refuse(refusal.Status);
            await UpgradeRefusal.SendAsync(http, refusal, logId);
            return;
        }

        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = PingTimeout });
        SimulatorLog.Opened(log, connection.Number, connection.Path, logId);
        using CancellationTokenSource closing =
            CancellationTokenSource.CreateLinkedTokenSource(stopping, http.RequestAborted);
        FaultPlan plan = new(options.Scenario, connection.Number);
        using Outbox outbox = new(new Envelope(logId, options.TimeProvider), plan, connection, options.TimeProvider)
        {
            Abort = () => Reset(http),
        };
        SocketContext context = new(
            options.Scenario, conversations, outbox, connection, options.TimeProvider, log, closing.Token);
        await RunAsync(new SocketConnection(socket, context, plan, open(query, context)), closing);
    }

    private static Dictionary<string, string> Headers(HttpRequest request) =>
        request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    // Closing with no time to linger sends RST instead of FIN.
    private static void Reset(HttpContext http)
    {
        try
        {
            Socket? socket = http.Features.Get<IConnectionSocketFeature>()?.Socket;
            socket?.Close(0);
            http.Abort();
        }
        catch (ObjectDisposedException)
        {
            // The reset has ended the request already, or the client was gone before.
        }
    }

    private Refusal? Refusal(HttpContext http, int number, string query, Func<string, Refusal?> check)
    {
        if (options.Scenario.Refusals.FirstOrDefault(refusal => refusal.Connections.Contains(number)) is { } scripted)
        {
            return scripted;
        }

        if (!BearerToken.IsAccepted(http.Request, tokens))
        {
            return UpgradeRefusal.Create(401, 4100, "authentication is invalid");
        }

        return check(query) ?? (http.WebSockets.IsWebSocketRequest
            ? null
            : UpgradeRefusal.Create(400, ProtocolException.BadParameter, "a WebSocket upgrade is expected here"));
    }

    private async Task RunAsync(SocketConnection connection, CancellationTokenSource closing)
    {
        lock (_gate)
        {
            _live.Add(connection);
        }

        try
        {
            await connection.RunAsync(closing);
        }
        finally
        {
            lock (_gate)
            {
                _live.Remove(connection);
            }
        }
    }
}
