using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CozeDevice.Simulator.Tls;

/// <summary>A certificate authority that lives as long as the simulator, and the certificate it gave to it.</summary>
internal sealed class DevelopmentAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private DevelopmentAuthority(X509Certificate2 certificate, X509Certificate2 server)
    {
        Certificate = certificate;
        Server = server;
    }

    /// <summary>The authority's certificate; clients have to trust it.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>The server's certificate with its key, for 127.0.0.1, ::1 and localhost.</summary>
    internal X509Certificate2 Server { get; }

    /// <summary>Makes both.</summary>
    internal static DevelopmentAuthority Create()
    {
        DateTimeOffset start = DateTimeOffset.UtcNow.AddDays(-1);
        DateTimeOffset end = start.AddYears(1);
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authorityRequest = new(
            "CN=cozedevice-sim development CA", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authorityRequest.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, false));
        X509Certificate2 authority = authorityRequest.CreateSelfSigned(start, end);
        using X509Certificate2 signed = Request(out ECDsa serverKey)
            .Create(authority, start, end, RandomNumberGenerator.GetBytes(16));
        using (serverKey)
        {
            return new DevelopmentAuthority(authority, signed.CopyWithPrivateKey(serverKey));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        Server.Dispose();
    }

    private static CertificateRequest Request(out ECDsa key)
    {
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=cozedevice-sim", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        return request;
    }
}
