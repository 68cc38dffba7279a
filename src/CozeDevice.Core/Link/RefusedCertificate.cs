using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CozeDevice.Link;

/// <summary>Remembers why the last certificate was refused. Refuses what the platform refuses, and nothing else.</summary>
internal sealed class RefusedCertificate
{
    private volatile CertificateDates? _dates;

    /// <summary>The dates of the last certificate, if nothing but them was wrong; else null.</summary>
    public CertificateDates? Dates => _dates;

    /// <summary>Forgets: a new dial begins.</summary>
    public void Forget() => _dates = null;

    /// <summary>Called by TLS with the platform's verdict, which stands.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 leaf && IsOnlyTime(chain))
            _dates = new CertificateDates(leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
        return errors == SslPolicyErrors.None;
    }

    private static bool IsOnlyTime(X509Chain? chain)
    {
        foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
        {
            if (status.Status is not (X509ChainStatusFlags.NotTimeValid or X509ChainStatusFlags.RevocationStatusUnknown
                or X509ChainStatusFlags.OfflineRevocation))
            {
                return false;
            }
        }
        return true;
    }
}
