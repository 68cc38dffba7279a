using Microsoft.AspNetCore.Http;

namespace CozeDevice.Simulator.Handshake;

/// <summary>Finds the token of a request: in the header, or in the query for clients that cannot set headers.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether a request may enter.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expected">The only token accepted, or <see langword="null"/> for any.</param>
    internal static bool IsAccepted(HttpRequest request, string? expected) =>
        Candidates(request).Any(token => token.Length > 0 && (expected is null || token == expected));

    private static IEnumerable<string> Candidates(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } header, ..]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            yield return header[Scheme.Length..].Trim();
        }

        if (QueryString.RawValue(request.QueryString.Value ?? "", "authorization") is not { } raw)
        {
            yield break;
        }

        // Clients differ in what they escape: some only the space, some everything. Both readings count.
        foreach (string value in new[] { raw.Replace("%20", " ", StringComparison.Ordinal), Uri.UnescapeDataString(raw) })
        {
            if (value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            {
                yield return value[Scheme.Length..].Trim();
            }
        }
    }
}
