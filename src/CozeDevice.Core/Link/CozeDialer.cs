using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace CozeDevice.Link;

/// <summary>Opens a <see cref="ClientWebSocket"/> to Coze: bearer header, honest user agent, TLS always verified.</summary>
/// <remarks>One dial at a time. Owns one HTTP handler for its lifetime. Redirects are not followed: a token goes to one host.</remarks>
public sealed class CozeDialer : IChatDialer, IDisposable
{
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly string _userAgent;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly RefusedCertificate _refused = new();
    private readonly SocketConnector _connector = new(Dns.GetHostAddressesAsync, TimeProvider.System);

    /// <summary>Makes a dialer.</summary>
    /// <param name="userAgent">Sent as <c>User-Agent</c>.</param>
    /// <param name="extraAuthorities">Certificates trusted besides the system's (<c>Coze:CaFile</c>), or null.</param>
    /// <param name="time">Wall clock for the wrong-clock diagnosis.</param>
    public CozeDialer(string userAgent, X509Certificate2Collection? extraAuthorities, TimeProvider time)
        : this(userAgent, extraAuthorities, time, HttpClient.DefaultProxy)
    {
    }

    /// <summary>Makes a dialer with proxy settings of its own.</summary>
    internal CozeDialer(
        string userAgent, X509Certificate2Collection? extraAuthorities, TimeProvider time, IWebProxy proxy)
    {
        (_userAgent, _time) = (userAgent, time);
        SocketsHttpHandler handler = ServiceHttp.Handler(extraAuthorities, _refused.Judge, proxy);
        handler.ConnectCallback = (context, over) => _connector.ConnectAsync(context.DnsEndPoint, over);
        // The handler goes on connecting when the dial was given up.
        handler.ConnectTimeout = ConnectLimit;
        // Each dial has a connection of its own: one that was kept may be dead, and would take the next dial with it.
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        _invoker = new HttpMessageInvoker(handler);
    }

    /// <summary>The address of this machine the last connection was made from, or null before the first.</summary>
    public IPAddress? LocalAddress => _connector.LocalAddress;

    /// <summary>When this program was built: a clock that says less is wrong.</summary>
    public DateTimeOffset BuiltAt { get; init; } = ClockCheck.Earliest;

    /// <inheritdoc/>
    public async Task<WebSocket> DialAsync(Uri endpoint, string token, CancellationToken cancellationToken)
    {
        _refused.Forget();
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = KeepAliveInterval;
        socket.Options.KeepAliveTimeout = KeepAliveTimeout;
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        socket.Options.SetRequestHeader("User-Agent", _userAgent);
        try
        {
            await socket.ConnectAsync(endpoint, _invoker, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (WebSocketException failure)
        {
            SessionEnd end = Classify(socket, failure);
            socket.Dispose();
            throw new DialException(end, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _invoker.Dispose();

    private SessionEnd Classify(ClientWebSocket socket, WebSocketException failure)
    {
        if (socket.HttpStatusCode != 0)
            return UpgradeRefusal.Describe(socket.HttpStatusCode, socket.HttpResponseHeaders);
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return new SessionEnd(SessionEndKind.Dns, "the name of the service was not resolved");
                case AuthenticationException tls:
                    return DescribeTls(tls);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new SessionEnd(SessionEndKind.Dns, "the name of the service was not resolved");
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return new SessionEnd(SessionEndKind.Timeout, "the service did not answer");
                case SocketException refused:
                    return new SessionEnd(SessionEndKind.Network, $"no connection ({refused.SocketErrorCode})");
            }
        }
        return new SessionEnd(SessionEndKind.Network, "the connection broke during the upgrade");
    }

    private SessionEnd DescribeTls(AuthenticationException failure) =>
        ClockCheck.Describe(_time.GetUtcNow(), BuiltAt, _refused.Dates) is { } clock
            ? new SessionEnd(SessionEndKind.Clock, clock)
            : new SessionEnd(SessionEndKind.Tls, "the certificate of the service is not trusted: " + FirstLine(failure.Message));

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
