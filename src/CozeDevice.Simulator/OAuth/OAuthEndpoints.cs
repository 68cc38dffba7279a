using CozeDevice.Simulator.Rest;

namespace CozeDevice.Simulator.OAuth;

/// <summary>The OAuth endpoints: device code, refresh, JWT.</summary>
/// <param name="options">Lifetimes and keys.</param>
/// <param name="logins">Devices that wait for their users.</param>
internal sealed class OAuthEndpoints(RestOptions options, DeviceLogins logins)
{
    private const string Root = "/api/permission/oauth2";
    private const string DeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string JwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const int DefaultAppTokenSeconds = 900;
    private const int MaxAppTokenSeconds = 86_399;

    private readonly RefreshTokens _refreshTokens = options.Refreshes;
    private readonly JwtAssertions _assertions = new(options);

    /// <summary>Registers the endpoints.</summary>
    internal void Map(RestRoutes routes)
    {
        routes.Open("POST", Root + "/device/code", call => AnswerAsync(call, BeginLogin));
        routes.Open("POST", Root + "/workspace_id/{workspace}/device/code", call => AnswerAsync(call, BeginLogin));
        routes.Open("POST", Root + "/token", call => AnswerAsync(call, IssueToken));
        routes.Open("POST", Root + "/account/{account}/token", call => AnswerAsync(call, IssueToken));
        routes.Open("POST", Root + "/enterprise_id/{enterprise}/token", call => AnswerAsync(call, IssueToken));
    }

    private static async Task AnswerAsync(RestCall call, Func<RestCall, JsonFields, OAuthAnswer> handler)
    {
        try
        {
            await handler(call, await call.ReadJsonAsync()).WriteAsync(call);
        }
        catch (OAuthException e)
        {
            await OAuthAnswer.WriteFailureAsync(call, e.Error, e.Message);
        }
        catch (ApiException e)
        {
            await OAuthAnswer.WriteFailureAsync(call, "invalid_request", e.Message);
        }
    }

    private OAuthAnswer BeginLogin(RestCall call, JsonFields body)
    {
        var login = logins.Begin(body.RequiredText("client_id"));
        return new OAuthAnswer(json =>
        {
            json.WriteString("device_code", login.DeviceCode);
            json.WriteString("user_code", login.UserCode);
            json.WriteString("verification_uri", $"{call.BaseUrl}{ActivationPage.Path}");
            // A duration here; in the answer of the token endpoint a member of this name is a point in time.
            json.WriteNumber("expires_in", (long)options.DeviceCodeLifetime.TotalSeconds);
            json.WriteNumber("interval", (long)options.DevicePollInterval.TotalSeconds);
        });
    }

    private OAuthAnswer IssueToken(RestCall call, JsonFields body)
    {
        var grant = body.RequiredText("grant_type");
        switch (grant)
        {
            case DeviceCodeGrant:
                var clientId = body.RequiredText("client_id");
                logins.Poll(body.RequiredText("device_code"), clientId);
                return UserToken(clientId);
            case "refresh_token":
                var owner = body.RequiredText("client_id");
                _refreshTokens.Use(body.RequiredText("refresh_token"), owner);
                return UserToken(owner);
            case JwtGrant:
                return AppToken(call, body);
            default:
                throw new OAuthException("unsupported_grant_type", $"the grant type {grant} is not supported");
        }
    }

    private OAuthAnswer UserToken(string clientId) =>
        Token("czu_", options.AccessTokenLifetime, _refreshTokens.Issue(clientId));

    private OAuthAnswer AppToken(RestCall call, JsonFields body)
    {
        var seconds = body.Integer("duration_seconds", 1, MaxAppTokenSeconds) ?? DefaultAppTokenSeconds;
        var scope = body.Object("scope");
        scope?.Object("account_permission")?.Texts("permission_list");
        scope?.Object("attribute_constraint")?.Object("connector_bot_chat_attribute")?.Texts("bot_id_list");
        var jwt = BearerTokens.Parse(call.Http.Request.Headers.Authorization);
        if (jwt.Length == 0)
            throw new OAuthException("invalid_client", "the Authorization header should carry the JWT");
        _assertions.Use(jwt, call.Http.Request.Host.Value ?? "");
        return Token("czs_", TimeSpan.FromSeconds(seconds), refreshToken: null);
    }

    private OAuthAnswer Token(string prefix, TimeSpan lifetime, string? refreshToken)
    {
        var expiresAt = options.Time.GetUtcNow() + lifetime;
        var token = options.Bearers.Issue(prefix, expiresAt);
        return new OAuthAnswer(json =>
        {
            json.WriteString("access_token", token);
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", expiresAt.ToUnixTimeSeconds());
            if (refreshToken is not null) json.WriteString("refresh_token", refreshToken);
        });
    }
}
