using System.Globalization;
using System.Net;

namespace CozeDevice.Link;

/// <summary>Names an upgrade that was answered with something other than 101 (protocol §2.3). Pure.</summary>
internal static class UpgradeRefusal
{
    /// <summary>The end of the attempt.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="headers">The response's headers, names in any case; may be null.</param>
    public static SessionEnd Describe(
        HttpStatusCode status, IReadOnlyDictionary<string, IEnumerable<string>>? headers)
    {
        int code = (int)status;
        string message = code switch
        {
            401 => "the service does not accept the token (401)",
            403 => "the token has no permission for this agent (403)",
            429 => "too many requests (429)",
            >= 500 => $"the service has a problem ({code})",
            >= 300 and < 400 => $"redirected to another place ({code}): a sign-in page of the network?",
            >= 200 and < 300 => $"an ordinary page answered ({code}): a sign-in page of the network?",
            _ => $"the service refused the connection ({code})",
        };
        return new SessionEnd(SessionEndKind.HttpRefused, message, code, Header(headers, "x-tt-logid"))
        {
            RetryAfter = code is 429 or 503 ? RetryAfter(Header(headers, "retry-after")) : null,
        };
    }

    private static TimeSpan? RetryAfter(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, 3600))
            : null;

    private static string? Header(IReadOnlyDictionary<string, IEnumerable<string>>? headers, string name)
    {
        if (headers is null)
            return null;
        foreach ((string key, IEnumerable<string> values) in headers)
        {
            if (!key.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (string value in values)
                return value.Length <= 128 ? value : value[..128];
        }
        return null;
    }
}
