using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CozeDevice.Account;

/// <summary>Writes signed requests for tokens (RFC 7519, RS256).</summary>
internal static class JwtWriter
{
    /// <summary>How long a request is good: long enough for a slow network, short enough to be worthless when found.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int IdBytes = 32;

    /// <summary>Writes one; it works once.</summary>
    /// <param name="settings">Who asks.</param>
    /// <param name="key">The private key.</param>
    /// <param name="now">The clock of the service.</param>
    public static string Write(JwtSettings settings, RSA key, DateTimeOffset now)
    {
        string head = Part(json =>
        {
            json.WriteString("alg", "RS256");
            json.WriteString("typ", "JWT");
            json.WriteString("kid", settings.KeyId);
        });
        string claims = Part(json => WriteClaims(json, settings, now.ToUnixTimeSeconds()));
        string signed = $"{head}.{claims}";
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static void WriteClaims(Utf8JsonWriter json, JwtSettings settings, long now)
    {
        json.WriteString("iss", settings.AppId);
        json.WriteString("aud", settings.Audience);
        json.WriteNumber("iat", now);
        json.WriteNumber("exp", now + (long)Lifetime.TotalSeconds);
        json.WriteString("jti", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)));
        if (settings.SessionName is { } session)
            json.WriteString("session_name", session);
        if ((settings.DeviceId ?? settings.CustomConsumer) is null)
            return;
        json.WriteStartObject("session_context");
        json.WriteStartObject("device_info");
        if (settings.DeviceId is { } device)
            json.WriteString("device_id", device);
        if (settings.CustomConsumer is { } consumer)
            json.WriteString("custom_consumer", consumer);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Part(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
