using System.Security.Cryptography.X509Certificates;
using CozeDevice.Link;

namespace CozeDevice.Account;

/// <summary>How requests about tokens travel: TLS verified, no redirect followed, no cookie kept, this machine reached
/// directly.</summary>
internal static class AccountHttp
{
    // Requests are minutes apart: a kept connection would only go stale.
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(30);

    /// <summary>Makes the client.</summary>
    /// <param name="authorities">A PEM file with further trusted roots (<c>Coze:CaFile</c>), or null.</param>
    /// <param name="refused">Remembers why a certificate was refused.</param>
    public static HttpMessageInvoker Create(string? authorities, RefusedCertificate refused)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
            PooledConnectionIdleTimeout = IdleLimit,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = refused.Judge;
        if (authorities is not null)
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(authorities);
            handler.SslOptions.CertificateChainPolicy = CozeDialer.PolicyFor(roots);
        }

        return new(handler);
    }
}
