using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CozeDevice.Update;

/// <summary>Whose channel file it is: ECDSA on P-256 over SHA-256, as <c>openssl dgst -sha256 -sign</c> makes it.</summary>
/// <remarks>Not Ed25519: .NET 10 has none of its own.</remarks>
internal static class ChannelSignature
{
    /// <summary>What is added to the address of the channel file.</summary>
    public const string Suffix = ".sig";

    /// <summary>The largest signature file.</summary>
    public const int MaxBytes = 4 * 1024;

    /// <summary>How a key begins that is written into the configuration itself.</summary>
    public const string PemStart = "-----BEGIN PUBLIC KEY-----";

    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads the vendor's key.</summary>
    /// <param name="pem">PEM text, or the path of a file with it.</param>
    /// <exception cref="CryptographicException">It is no public key on P-256.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ECDsa Key(string pem)
    {
        if (!pem.StartsWith("-----", StringComparison.Ordinal)) pem = File.ReadAllText(pem);
        if (pem.Contains("PRIVATE", StringComparison.Ordinal)) throw new CryptographicException("it is a private key, which belongs to the vendor alone");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(false).Curve.Oid.Value == P256) return key;
            throw new CryptographicException("its curve is not P-256");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new CryptographicException(e is CryptographicException ? e.Message : "it is not PEM", e);
        }
    }

    /// <summary>Whether a signature is the key's, over exactly this content.</summary>
    /// <param name="key">The vendor's.</param>
    /// <param name="content">The channel file.</param>
    /// <param name="signature">The signature file: Base64 of the signature in DER, white space allowed.</param>
    public static bool IsRight(ECDsa key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        var text = Encoding.ASCII.GetString(signature);
        if (!Base64.IsValid(text, out var length) || length == 0) return false;
        try
        {
            return key.VerifyData(content, Convert.FromBase64String(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // What is no DER at all.
            return false;
        }
    }
}
