using System.Net;

namespace CozeDevice.Options;

/// <summary>What may be the base address of a service: TLS, except to this very machine.</summary>
internal static class EndpointRule
{
    /// <summary>Says what is wrong with the address, or null. Never repeats a part that may hold a secret.</summary>
    /// <param name="text">The address.</param>
    /// <param name="secure">The scheme with TLS.</param>
    /// <param name="plain">The scheme without.</param>
    public static string? Check(string text, string secure, string plain)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return $"is not an address; it should look like {secure}://host";
        if (uri.Scheme != secure && uri.Scheme != plain)
            return $"has the scheme {uri.Scheme}://; it should be {secure}://";
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return $"holds more than a base; it should be {uri.Scheme}://{uri.Authority} alone";
        if (uri.Scheme == plain && !IsLoopback(uri))
        {
            return $"would send everything unencrypted to {uri.Host}; "
                + $"use {secure}:// ({plain}:// is for loopback only)";
        }

        return null;
    }

    private static bool IsLoopback(Uri uri)
    {
        var host = uri.Host.Trim('[', ']');
        return IPAddress.TryParse(host, out var address)
            ? IPAddress.IsLoopback(address)
            : string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);
    }
}
