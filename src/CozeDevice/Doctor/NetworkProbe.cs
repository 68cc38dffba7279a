using System.Collections.Concurrent;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using CozeDevice.Hosting;
using CozeDevice.Link;
using CozeDevice.Options;

namespace CozeDevice.Doctor;

/// <summary>The network of this machine. Certificates are judged as the agent judges them; nothing secret is sent.</summary>
/// <param name="authorities">The file of <c>Coze:CaFile</c>, or null.</param>
/// <param name="time">The limit.</param>
internal sealed class NetworkProbe(string? authorities, TimeProvider time) : INetworkProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<Uri, Lazy<Task<HttpFacts>>> _asked = new();
    private readonly LoopbackBypass _proxy = new(HttpClient.DefaultProxy);

    /// <inheritdoc/>
    public bool HasInterface() => NetworkInterface.GetIsNetworkAvailable();

    /// <inheritdoc/>
    public Uri? ProxyFor(Uri address) => _proxy.IsBypassed(address) ? null : _proxy.GetProxy(address) is { } proxy && proxy != address ? proxy : null;

    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <inheritdoc/>
    public async Task ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var connector = new SocketConnector(Dns.GetHostAddressesAsync, TimeProvider.System);
        await using var stream = await connector.ConnectAsync(new DnsEndPoint(host, port), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<HttpFacts> AskAsync(Uri address) => _asked.GetOrAdd(address, one => new(() => GetAsync(one))).Value;

    private async Task<HttpFacts> GetAsync(Uri address)
    {
        (TlsVerdict Verdict, string? Problem) judged = (TlsVerdict.Trusted, null);
        using var handler = ServiceHttp.Handler(ServiceHttp.Authorities(authorities), (_, certificate, chain, errors) =>
        {
            judged = Judge(certificate as X509Certificate2, chain, errors);
            return errors == SslPolicyErrors.None;
        });
        using var http = new HttpMessageInvoker(handler);
        using var limit = new CancellationTokenSource(Limit, time);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return new(judged.Verdict, response.Headers.Date, judged.Problem);
        }
        catch (OperationCanceledException)
        {
            return new(TlsVerdict.Broken, null, "no answer in time");
        }
        catch (HttpRequestException e)
        {
            return judged.Verdict == TlsVerdict.Trusted
                ? new(TlsVerdict.Broken, null, Printable.Line((e.InnerException ?? e).Message))
                : new(judged.Verdict, null, judged.Problem);
        }
    }

    /// <summary>What is wrong with a certificate, the most telling first. Pure.</summary>
    internal static (TlsVerdict Verdict, string? Problem) Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return (TlsVerdict.Trusted, null);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return (TlsVerdict.Name, certificate is null ? null : $"it is for {certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}");
        foreach (var status in chain?.ChainStatus ?? [])
        {
            if (status.Status is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain)
                return (TlsVerdict.Untrusted, certificate is null ? null : $"it is signed by {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}");
        }

        return certificate is not null && Array.Exists(chain?.ChainStatus ?? [], status => status.Status == X509ChainStatusFlags.NotTimeValid)
            ? (TlsVerdict.Dates, FormattableString.Invariant($"it is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}"))
            : (TlsVerdict.Broken, errors.ToString());
    }
}
