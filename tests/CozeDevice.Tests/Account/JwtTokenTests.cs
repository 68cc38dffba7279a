using System.Security.Cryptography;
using CozeDevice.Account;
using CozeDevice.Simulator.Rest;
using CozeDevice.Tests.Simulator.Rest;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class JwtTokenTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private static readonly RSA Key = RSA.Create(2048); // making one takes long
    private readonly ManualTimeProvider _time = new();

    public JwtTokenTests() => _directory.Write("key.pem", Key.ExportPkcs8PrivateKeyPem());

    public void Dispose()
    {
        _directory.Dispose();
        Assert.DoesNotContain("czs_", _log.Text, StringComparison.Ordinal);
        _log.Dispose();
    }

    [Fact]
    public async Task A_signed_request_gets_a_token_which_is_kept_until_shortly_before_its_end()
    {
        await using RestServer server = await StartAsync();
        using JwtToken source = Create(server);

        string first = await GetAsync(source);
        _time.Advance(TimeSpan.FromMinutes(57));
        string same = await GetAsync(source);
        _time.Advance(TimeSpan.FromMinutes(2));
        string second = await GetAsync(source);

        Assert.StartsWith("czs_", first, StringComparison.Ordinal);
        Assert.Equal(first, same);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_refused_token_is_replaced()
    {
        await using RestServer server = await StartAsync();
        using JwtToken source = Create(server);
        string first = await GetAsync(source);
        Assert.True(await source.RenewAsync(first, CancellationToken.None).Within(10));
        Assert.NotEqual(first, await GetAsync(source));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task With_a_clock_an_hour_off_it_signs_by_the_clock_of_the_service(int hours)
    {
        await using RestServer server = await StartAsync();
        // The Date header of the server is real time.
        _time.JumpWallClock(DateTimeOffset.UtcNow - _time.GetUtcNow() + TimeSpan.FromHours(hours));
        using JwtToken source = Create(server);
        Assert.StartsWith("czs_", await GetAsync(source), StringComparison.Ordinal);
        Assert.Contains(_log.Entries, entry => entry.Message.Contains("differs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_key_is_refused_once()
    {
        await using RestServer server = await StartAsync();
        using var other = RSA.Create(2048);
        _directory.Write("key.pem", other.ExportPkcs8PrivateKeyPem());
        using JwtToken source = Create(server);
        TokenException failure = await Assert.ThrowsAsync<TokenException>(() => GetAsync(source));
        Assert.Equal(TokenObstacle.Owner, failure.Obstacle);
        Assert.False(await source.RenewAsync("x", CancellationToken.None).Within(10));
    }

    [Fact]
    public void A_request_says_who_asks_for_whom_and_works_once()
    {
        string one = JwtWriter.Write(Settings() with { SessionName = "child-1", DeviceId = "d1" }, Key, _time.GetUtcNow());
        string[] parts = one.Split('.');
        using var head = System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]));
        using var claims = System.Text.Json.JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));

        Assert.Equal(("RS256", "JWT", "key-1"), (Text(head, "alg"), Text(head, "typ"), Text(head, "kid")));
        Assert.Equal(("app", "api.coze.cn", "child-1"), (Text(claims, "iss"), Text(claims, "aud"), Text(claims, "session_name")));
        Assert.Equal(600, claims.RootElement.GetProperty("exp").GetInt64() - claims.RootElement.GetProperty("iat").GetInt64());
        Assert.Equal("d1", claims.RootElement.GetProperty("session_context").GetProperty("device_info").GetProperty("device_id").GetString());
        Assert.True(Text(claims, "jti").Length >= 32);
        Assert.True(Key.VerifyData(
            System.Text.Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.NotEqual(one, JwtWriter.Write(Settings(), Key, _time.GetUtcNow()));
    }

    [Theory]
    [InlineData(null, null, "/api/permission/oauth2/token")]
    [InlineData("123", null, "/api/permission/oauth2/account/123/token")]
    [InlineData(null, "e1", "/api/permission/oauth2/enterprise_id/e1/token")]
    public async Task The_exchange_says_where_for_how_long_and_for_which_bots(string? account, string? enterprise, string path)
    {
        using var service = new ScriptedService();
        service.Answers("""{"access_token":"czs_1","expires_in":600}""");
        JwtSettings settings = Settings() with { Account = account, Enterprise = enterprise, BotIds = ["73", "74"] };
        using var source = new JwtToken(settings, service.Client(_time), _time, _log.CreateLogger("x"));

        Assert.Equal("czs_1", await GetAsync(source));

        (string asked, System.Text.Json.JsonElement body) = Assert.Single(service.Requests);
        Assert.Equal((path, 3600), (asked, body.GetProperty("duration_seconds").GetInt32()));
        Assert.Equal("""["73","74"]""", body.GetProperty("scope").GetProperty("attribute_constraint")
            .GetProperty("connector_bot_chat_attribute").GetProperty("bot_id_list").GetRawText());
        Assert.Contains("Authorization: Bearer eyJ", service.Headers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("-----BEGIN NONSENSE-----", "holds no private RSA key")]
    [InlineData("public", "holds no private RSA key")]
    public void A_key_that_cannot_be_used_is_named_and_not_quoted(string? content, string problem)
    {
        string file = _directory["other.pem"];
        if (content is not null)
            File.WriteAllText(file, content == "public" ? Key.ExportSubjectPublicKeyInfoPem() : content);
        TokenException failure = Assert.Throws<TokenException>(() => JwtToken.ReadKey(file));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", failure.ToString(), StringComparison.Ordinal);
    }

    private JwtSettings Settings() => new()
    {
        AppId = "app",
        KeyId = "key-1",
        PrivateKeyFile = _directory["key.pem"],
        Audience = "api.coze.cn",
        Duration = TimeSpan.FromHours(1),
    };

    private JwtToken Create(RestServer server)
    {
        var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var oauth = new OAuthClient(http, server.Client.BaseAddress!, "cozedevice/test", _time);
        return new JwtToken(Settings(), oauth, _time, _log.CreateLogger("x"));
    }

    private Task<RestServer> StartAsync()
    {
        // The clock of the service is the real one, as its Date header is; the board's is set to it.
        _time.JumpWallClock(DateTimeOffset.UtcNow - _time.GetUtcNow());
        return RestServer.StartAsync(new RestOptions { JwtPublicKey = Key.ExportSubjectPublicKeyInfoPem() }).Within(20);
    }

    private static string Text(System.Text.Json.JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString()!;

    private static Task<string> GetAsync(JwtToken source) => source.GetTokenAsync(CancellationToken.None).Within(10);
}
