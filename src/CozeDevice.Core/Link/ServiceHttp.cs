using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CozeDevice.Link;

/// <summary>How requests to a service travel: TLS verified, no redirect followed, no cookie kept, this machine reached directly.</summary>
internal static class ServiceHttp
{
    /// <summary>Makes the handler.</summary>
    /// <param name="authorities">Certificates trusted besides the system's, or null.</param>
    /// <param name="judge">Told of each certificate; its verdict counts. Null: the platform's.</param>
    /// <param name="proxy">Proxy settings, or null for the machine's.</param>
    public static SocketsHttpHandler Handler(
        X509Certificate2Collection? authorities, RemoteCertificateValidationCallback? judge = null, IWebProxy? proxy = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = new LoopbackBypass(proxy ?? HttpClient.DefaultProxy),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = judge;
        if (authorities is not null)
            handler.SslOptions.CertificateChainPolicy = PolicyFor(authorities);
        return handler;
    }

    /// <summary>Reads further trusted roots (<c>Coze:CaFile</c>).</summary>
    /// <param name="file">A PEM file, or null.</param>
    public static X509Certificate2Collection? Authorities(string? file)
    {
        if (file is null)
            return null;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    private static X509ChainPolicy PolicyFor(X509Certificate2Collection authorities)
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
