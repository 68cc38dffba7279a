using System.Security.Cryptography;
using CozeDevice.Simulator.Rest;

namespace CozeDevice.Simulator.OAuth;

/// <summary>Refresh tokens; each works once.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="options">Lifetime and clock.</param>
internal sealed class RefreshTokens(RestOptions options)
{
    private const int Capacity = 4096;

    private readonly BoundedMap<(string ClientId, DateTimeOffset ExpiresAt)> _valid = new(Capacity);
    private int _used;

    /// <summary>Issues a token for an app.</summary>
    internal string Issue(string clientId)
    {
        var token = "rt_" + RandomNumberGenerator.GetHexString(48, lowercase: true);
        _valid.TryAdd(token, (clientId, options.Time.GetUtcNow() + options.RefreshTokenLifetime));
        return token;
    }

    /// <summary>How many tokens were used up.</summary>
    internal int Used => Volatile.Read(ref _used);

    /// <summary>The user withdraws what was approved: every token stops working.</summary>
    internal void Revoke() => _valid.Clear();

    /// <summary>Uses a token up.</summary>
    /// <exception cref="OAuthException">It is unknown, used, expired, or another app's.</exception>
    internal void Use(string token, string clientId)
    {
        if (_valid.TryGet(token, out var grant) && grant.ClientId != clientId)
            throw new OAuthException("invalid_client", "the refresh token belongs to another client");
        if (!_valid.TryRemove(token, out grant) || options.Time.GetUtcNow() >= grant.ExpiresAt)
            throw new OAuthException("invalid_grant", "the refresh token is not known, has been used or has expired");
        Interlocked.Increment(ref _used);
    }
}
