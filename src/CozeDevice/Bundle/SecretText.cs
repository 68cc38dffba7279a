using System.Text.RegularExpressions;

namespace CozeDevice.Bundle;

/// <summary>Takes secrets out of text: those this device is known to have, word for word, and what has the shape of one. Pure.</summary>
/// <remarks>Rather too much than too little: a masked log line still has its time and its event.</remarks>
internal sealed partial class SecretText
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "********";

    // Shorter ones are words that stand everywhere; no secret is that short.
    private const int ShortestSecret = 6;

    private readonly string[] _known;

    /// <summary>A redactor.</summary>
    /// <param name="known">Secrets of this device; empty ones and very short ones are left out.</param>
    public SecretText(IEnumerable<string?> known)
    {
        // The longest first: one may be a part of another.
        _known = [.. known.OfType<string>().Select(secret => secret.Trim()).Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(Spellings).Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)];
    }

    /// <summary>The text without them.</summary>
    public string Mend(string text)
    {
        foreach (var secret in _known) text = text.Replace(secret, Mask, StringComparison.Ordinal);
        text = PrivateKey().Replace(text, Mask);
        text = JsonWebToken().Replace(text, Mask);
        text = Prefixed().Replace(text, Mask);
        text = Credentials().Replace(text, "$1" + Mask);
        text = UserInfo().Replace(text, "$1" + Mask + "@");
        text = Named().Replace(text, "$1$2" + Mask);
        return text;
    }

    // The same secret as JSON escapes it, and as an address does.
    private static IEnumerable<string> Spellings(string secret) =>
    [
        secret,
        System.Text.Json.JsonEncodedText.Encode(secret).ToString(),
        Uri.EscapeDataString(secret),
    ];

    // Tokens of Coze (protocol §8.1).
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?:pat|sat|czs|czu|cztei|rt)_[A-Za-z0-9_\-.~+/=]{4,}")]
    private static partial Regex Prefixed();

    // The header alone would tell nothing; three parts or two, as logs cut them.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_\-]{6,}(?:\.[A-Za-z0-9_\-]*){0,2}")]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b((?:Bearer|Basic)\s+)[A-Za-z0-9_\-.~+/=]+", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"\b([a-z][a-z0-9+.\-]*://)[^\s/@""']+@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    // NAME=value, "name": "value", ?name=value: whatever calls itself a secret. "token_file": "/path" and counts of tokens stay.
    [GeneratedRegex(
        @"([A-Za-z0-9_.\-]*(?:token|secret|password|passwd|passphrase|api[_\-]?key|apikey|authorization|access[_\-]?key|private[_\-]?key|cookie))(""?\s*[=:]\s*""?)(?![\s""])(?!null\b|true\b|false\b|\d{1,9}\b)[^\s""&,;]{6,}",
        RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
