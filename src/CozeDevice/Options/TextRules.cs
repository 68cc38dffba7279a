using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CozeDevice.Options;

/// <summary>What is right for texts of several kinds. Each rule says what is wrong, or null.</summary>
internal static class TextRules
{
    // sockaddr_un.sun_path holds 108 bytes with the final zero.
    private const int MaxSocketPathBytes = 107;
    private const int MaxIdLength = 128;

    /// <summary>Ids of Coze and of users.</summary>
    public static string? Id(string text)
    {
        if (text.Length > MaxIdLength) return $"has {text.Length} characters; {MaxIdLength} is the most";
        return IsPrintableAscii(text)
            ? null
            : "holds a character that no id has; copy the id alone, without spaces or quotes";
    }

    /// <summary>Numbers of devices: a decimal int64 (protocol §2.1).</summary>
    public static string? DeviceNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null
            : "should be digits only, at most 19 of them; map a serial number with letters to one first";

    /// <summary>Access tokens: they travel in an HTTP header.</summary>
    public static string? Token(string text) =>
        IsPrintableAscii(text) ? null : "holds a character that no token has; copy the token alone";

    /// <summary>Names of microphones and speakers.</summary>
    public static string? AudioDevice(string text) =>
        text is "file:" ? "names no file; it should be file:PATH.wav" : null;

    /// <summary>Paths of Unix sockets.</summary>
    public static string? SocketPath(string text) =>
        Encoding.UTF8.GetByteCount(text) is > MaxSocketPathBytes and var bytes
            ? $"has {bytes} bytes; the path of a socket may have {MaxSocketPathBytes}"
            : null;

    /// <summary>Files with trusted roots: must exist and hold at least one certificate.</summary>
    public static string? CertificateFile(string text)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(text);
            foreach (var certificate in certificates) certificate.Dispose();
            return certificates.Count > 0 ? null : "holds no certificate; it should be a PEM file";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "cannot be read; name a PEM file this user may read";
        }
        catch (CryptographicException)
        {
            return "holds no readable certificate; it should be a PEM file";
        }
    }

    private static bool IsPrintableAscii(string text)
    {
        foreach (var c in text)
            if (c is <= ' ' or > '~') return false;
        return true;
    }
}
