using System.Security.Cryptography;
using System.Text;
using CozeDevice.Simulator.Rest;

namespace CozeDevice.Simulator.OAuth;

/// <summary>Which bearer tokens are valid: the configured one and those issued here until they expire.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="token">The configured token; <see langword="null"/> accepts any.</param>
/// <param name="time">The clock of expiry.</param>
internal sealed class BearerTokens(string? token, TimeProvider time)
{
    private const int Capacity = 4096;

    private readonly byte[]? _token = token is null ? null : Encoding.UTF8.GetBytes(token);
    private readonly BoundedMap<DateTimeOffset> _issued = new(Capacity);

    /// <summary>Issues a token.</summary>
    /// <param name="prefix"><c>czu_</c> for a user's, <c>czs_</c> for an app's.</param>
    /// <param name="expiresAt">When it stops working.</param>
    internal string Issue(string prefix, DateTimeOffset expiresAt)
    {
        var issued = prefix + RandomNumberGenerator.GetHexString(48, lowercase: true);
        _issued.TryAdd(issued, expiresAt);
        return issued;
    }

    /// <summary>Every token issued here stops working.</summary>
    internal void Revoke() => _issued.Clear();

    /// <summary>Whether a request with this token is let in.</summary>
    /// <param name="presented">The token without <c>Bearer</c>.</param>
    internal bool Accepts(string presented)
    {
        if (presented.Length == 0) return false;
        if (_token is null) return true;
        if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), _token)) return true;
        return _issued.TryGet(presented, out var expiresAt) && time.GetUtcNow() < expiresAt;
    }

    /// <summary>The token in the value of an <c>Authorization</c> header, <c>""</c> if there is none.</summary>
    internal static string Parse(string? authorization)
    {
        const string Scheme = "Bearer ";
        return authorization is not null && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : "";
    }
}
