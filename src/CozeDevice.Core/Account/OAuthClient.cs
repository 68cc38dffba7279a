using System.Buffers;
using System.Text.Json;
using CozeDevice.Link;

namespace CozeDevice.Account;

/// <summary>Coze's OAuth endpoints (protocol §8), typed: device code, refresh, signed request.</summary>
/// <remarks>Thread-safe. One request per call, none repeated: a refresh token and a signed request work once. A token goes to
/// <paramref name="api"/> alone; the given client follows no redirects. Answers are limited to 64 KiB and 10 s.</remarks>
/// <param name="http">Verifies TLS, follows no redirects, keeps no cookies.</param>
/// <param name="api">The REST base.</param>
/// <param name="userAgent">Sent as <c>User-Agent</c>.</param>
/// <param name="time">The limit, and the clock that answers are compared with.</param>
public sealed partial class OAuthClient(HttpMessageInvoker http, Uri api, string userAgent, TimeProvider time)
{
    /// <summary>How long one request may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private const string Root = "/api/permission/oauth2";
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string JwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>When this program was built: a clock that says less is wrong.</summary>
    public DateTimeOffset BuiltAt { get; init; } = ClockCheck.Earliest;

    /// <summary>What the client's TLS refused, or null where nobody remembers it.</summary>
    internal RefusedCertificate? Refused { get; init; }

    /// <summary>The REST base requests go to.</summary>
    public Uri Api => api;

    /// <summary>Begins a login (RFC 8628, §3.1).</summary>
    /// <param name="clientId">The OAuth client.</param>
    /// <param name="workspace">A team space, or null for the user's own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OAuthException">Refused, or no usable answer.</exception>
    public async Task<DeviceCode> BeginLoginAsync(string clientId, string? workspace, CancellationToken cancellationToken)
    {
        string path = workspace is null ? "/device/code" : $"/workspace_id/{Uri.EscapeDataString(workspace)}/device/code";
        OAuthAnswer answer = await SendAsync(path, null, json => json.WriteString("client_id", clientId), cancellationToken)
            .ConfigureAwait(false);
        return answer.ToDeviceCode();
    }

    /// <summary>Asks once whether the user has approved (RFC 8628, §3.4).</summary>
    /// <param name="clientId">The OAuth client.</param>
    /// <param name="code">The login.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OAuthException">Not yet, refused, or no usable answer.</exception>
    public async Task<IssuedToken> AskForTokenAsync(string clientId, DeviceCode code, CancellationToken cancellationToken)
    {
        OAuthAnswer answer = await SendAsync("/token", null, json =>
        {
            json.WriteString("client_id", clientId);
            json.WriteString("grant_type", DeviceGrant);
            json.WriteString("device_code", code.Secret);
        }, cancellationToken).ConfigureAwait(false);
        IssuedToken token = answer.ToToken(time.GetUtcNow());
        return token.RefreshToken is null
            ? throw new OAuthException("the service answered with a token that cannot be renewed")
            : token;
    }

    /// <summary>Uses a refresh token up for new tokens.</summary>
    /// <param name="clientId">The OAuth client.</param>
    /// <param name="refreshToken">Works once, for this client.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OAuthException">Refused, or no usable answer.</exception>
    public async Task<IssuedToken> RefreshAsync(string clientId, string refreshToken, CancellationToken cancellationToken)
    {
        OAuthAnswer answer = await SendAsync("/token", null, json =>
        {
            json.WriteString("client_id", clientId);
            json.WriteString("grant_type", "refresh_token");
            json.WriteString("refresh_token", refreshToken);
        }, cancellationToken).ConfigureAwait(false);
        return answer.ToToken(time.GetUtcNow());
    }

    /// <summary>Exchanges a signed request for a token (RFC 7523, protocol §8.4).</summary>
    /// <param name="jwt">The signed request; works once.</param>
    /// <param name="settings">Where and for what.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OAuthException">Refused, or no usable answer.</exception>
    public async Task<IssuedToken> ExchangeAsync(string jwt, JwtSettings settings, CancellationToken cancellationToken)
    {
        string path = settings switch
        {
            { Account: { } account } => $"/account/{Uri.EscapeDataString(account)}/token",
            { Enterprise: { } enterprise } => $"/enterprise_id/{Uri.EscapeDataString(enterprise)}/token",
            _ => "/token",
        };
        OAuthAnswer answer = await SendAsync(path, jwt, json =>
        {
            json.WriteString("grant_type", JwtGrant);
            json.WriteNumber("duration_seconds", (long)settings.Duration.TotalSeconds);
            if (settings.BotIds.Count > 0)
                WriteScope(json, settings.BotIds);
        }, cancellationToken).ConfigureAwait(false);
        return answer.ToToken(time.GetUtcNow());
    }

    private static void WriteScope(Utf8JsonWriter json, IReadOnlyList<string> botIds)
    {
        json.WriteStartObject("scope");
        json.WriteStartObject("account_permission");
        json.WriteStartArray("permission_list");
        json.WriteStringValue("Connector.botChat");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("attribute_constraint");
        json.WriteStartObject("connector_bot_chat_attribute");
        json.WriteStartArray("bot_id_list");
        foreach (string id in botIds)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Body(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
