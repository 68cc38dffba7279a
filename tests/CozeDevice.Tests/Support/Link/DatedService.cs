using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CozeDevice.Tests.Support.Link;

/// <summary>A TLS server that nobody gets past: its certificate has the dates and the name a test says.</summary>
internal sealed class DatedService : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    public DatedService(DateTimeOffset from, DateTimeOffset to, string name)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = root.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(1));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        leaf.CertificateExtensions.Add(names.Build());
        using X509Certificate2 bare = leaf.Create(Authority, from, to, [1, 2, 3, 4]);
        using X509Certificate2 keyed = bare.CopyWithPrivateKey(key);
        _certificate = X509CertificateLoader.LoadPkcs12(keyed.Export(X509ContentType.Pkcs12), null);
        _listener.Start();
        _ = ServeAsync();
    }

    public X509Certificate2 Authority { get; }

    public Uri Address => new($"wss://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/chat");

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
        Authority.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient visitor = await _listener.AcceptTcpClientAsync();
                await using var tls = new SslStream(visitor.GetStream());
                try
                {
                    await tls.AuthenticateAsServerAsync(_certificate);
                    await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
                }
                catch (Exception refused) when (refused is AuthenticationException or IOException)
                {
                    // The visitor does not like the certificate.
                }
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
