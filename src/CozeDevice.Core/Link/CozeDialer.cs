using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace CozeDevice.Link;

/// <summary>Opens a <see cref="ClientWebSocket"/> to Coze: bearer header, honest user agent, TLS always verified.</summary>
/// <remarks>Thread-safe. Owns one HTTP handler for its lifetime. Redirects are not followed: a token goes to one host.</remarks>
public sealed class CozeDialer : IChatDialer, IDisposable
{
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(3);

    private readonly string _userAgent;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Makes a dialer.</summary>
    /// <param name="userAgent">Sent as <c>User-Agent</c>.</param>
    /// <param name="extraAuthorities">Certificates trusted besides the system's (<c>Coze:CaFile</c>), or null.</param>
    /// <param name="time">Wall clock for the wrong-clock diagnosis.</param>
    public CozeDialer(string userAgent, X509Certificate2Collection? extraAuthorities, TimeProvider time)
    {
        (_userAgent, _time) = (userAgent, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
        };
        if (extraAuthorities is not null)
            handler.SslOptions.CertificateChainPolicy = PolicyFor(extraAuthorities);
        _invoker = new HttpMessageInvoker(handler);
    }

    /// <inheritdoc/>
    public async Task<WebSocket> DialAsync(Uri endpoint, string token, CancellationToken cancellationToken)
    {
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

    // A certificate cannot be valid before this program was built: then the clock is wrong, not the certificate.
    private SessionEnd DescribeTls(AuthenticationException failure) => _time.GetUtcNow().Year < 2026
        ? new SessionEnd(SessionEndKind.Clock, "the clock of this board is wrong, so no certificate is valid yet")
        : new SessionEnd(SessionEndKind.Tls, "the certificate of the service is not trusted: " + FirstLine(failure.Message));

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    /// <summary>Trusts the system's roots and these.</summary>
    internal static X509ChainPolicy PolicyFor(X509Certificate2Collection authorities)
    {
        // The system's store stays trusted: CaFile adds, it does not replace.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust };
        policy.CustomTrustStore.AddRange(authorities);
        using var system = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        system.Open(OpenFlags.ReadOnly);
        policy.CustomTrustStore.AddRange(system.Certificates);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        return policy;
    }
}
