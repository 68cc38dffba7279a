using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CozeDevice.Simulator.Rest;

namespace CozeDevice.Simulator.OAuth;

/// <summary>Checks the JWTs with which apps ask for tokens (RFC 7523); each works once.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="options">The clock and the public key.</param>
internal sealed class JwtAssertions(RestOptions options)
{
    private const int Capacity = 4096;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly BoundedMap<bool> _usedIds = new(Capacity);

    /// <summary>Checks a JWT and uses it up.</summary>
    /// <param name="jwt">The compact form.</param>
    /// <param name="host">The host the request was sent to, one of the audiences accepted.</param>
    /// <exception cref="OAuthException">It is malformed, incomplete, out of date, used, or wrongly signed.</exception>
    internal void Use(string jwt, string host)
    {
        var parts = jwt.Split('.');
        if (parts.Length != 3) throw Invalid("it should have three parts");
        CheckHeader(Decode(parts[0], "header"));
        var claims = Decode(parts[1], "payload");
        try
        {
            CheckClaims(claims, host);
            CheckSignature(parts);
            if (!_usedIds.TryAdd(claims.RequiredText("jti"), true)) throw Invalid("its jti has been used");
        }
        catch (ApiException e)
        {
            throw Invalid(e.Message);
        }
    }

    private static void CheckHeader(JsonFields header)
    {
        if (Text(header, "alg") != "RS256") throw Invalid("alg should be RS256");
        if (Text(header, "typ") != "JWT") throw Invalid("typ should be JWT");
        if (string.IsNullOrEmpty(Text(header, "kid"))) throw Invalid("kid should be the fingerprint of the public key");
    }

    private void CheckClaims(JsonFields claims, string host)
    {
        claims.RequiredText("iss");
        var audience = claims.RequiredText("aud");
        if (audience is not ("api.coze.cn" or "api.coze.com") && audience != host)
            throw Invalid("aud should be the host of the service, without a scheme");
        var issuedAt = claims.LargeInteger("iat") ?? throw Invalid("iat is required");
        var expiresAt = claims.LargeInteger("exp") ?? throw Invalid("exp is required");
        if (expiresAt <= issuedAt) throw Invalid("exp should be later than iat");
        var now = options.Time.GetUtcNow();
        if (issuedAt > (now + ClockTolerance).ToUnixTimeSeconds()) throw Invalid("iat is in the future");
        if (expiresAt <= now.ToUnixTimeSeconds()) throw Invalid("it has expired");
        claims.Text("session_name");
        if (claims.Object("session_context")?.Object("device_info") is { } device
            && device.Text("device_id") is not null && device.Text("custom_consumer") is not null)
        {
            throw Invalid("device_info should have device_id or custom_consumer, not both");
        }
    }

    private void CheckSignature(string[] parts)
    {
        if (options.JwtPublicKey is not { } pem) return;
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var signature = DecodeBytes(parts[2], "signature");
        if (!key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            throw Invalid("its signature does not match the public key");
    }

    private static JsonFields Decode(string part, string name)
    {
        try
        {
            return JsonFields.Parse(DecodeBytes(part, name));
        }
        catch (ApiException)
        {
            throw Invalid($"its {name} should be a JSON object");
        }
    }

    private static byte[] DecodeBytes(string part, string name)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            throw Invalid($"its {name} is not Base64Url");
        }
    }

    private static string? Text(JsonFields header, string name)
    {
        try
        {
            return header.Text(name);
        }
        catch (ApiException)
        {
            return null;
        }
    }

    private static OAuthException Invalid(string reason) => new("invalid_client", $"the JWT is invalid: {reason}");
}
