using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CozeDevice.Simulator.Rest;
using CozeDevice.Tests.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.OAuth;

public sealed class JwtGrantTests
{
    private const string Header = """{"alg":"RS256","typ":"JWT","kid":"fingerprint"}""";

    // 1790812800 is where the clock of these tests stands.
    private const string Claims = """{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n0nce"}""";

    // Making a key takes long; the tests only read these.
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSA StrangersKey = RSA.Create(2048);

    private readonly TestClock _clock = new();

    [Theory]
    [InlineData("/api/permission/oauth2/token")]
    [InlineData("/api/permission/oauth2/account/7400000000000000001/token")]
    [InlineData("/api/permission/oauth2/enterprise_id/7400000000000000001/token")]
    public async Task A_signed_jwt_is_exchanged_for_a_token_without_refresh(string path)
    {
        await using var server = await StartAsync(Key.ExportSubjectPublicKeyInfoPem());

        var answer = await ExchangeAsync(server, Sign(Header, Claims), "\"duration_seconds\":3600", path);

        Assert.StartsWith("czs_", answer.Json.GetProperty("access_token").GetString(), StringComparison.Ordinal);
        Assert.Equal("Bearer", answer.Json.GetProperty("token_type").GetString());
        Assert.Equal(TestClock.Start.AddHours(1).ToUnixTimeSeconds(), answer.Json.GetProperty("expires_in").GetInt64());
        Assert.False(answer.Json.TryGetProperty("refresh_token", out _));
    }

    [Fact]
    public async Task A_token_lives_for_a_quarter_of_an_hour_unless_asked_otherwise()
    {
        await using var server = await StartAsync();

        var answer = await ExchangeAsync(server, Sign(Header, Claims));

        Assert.Equal(TestClock.Start.AddMinutes(15).ToUnixTimeSeconds(), answer.Json.GetProperty("expires_in").GetInt64());
    }

    [Fact]
    public async Task A_jwt_works_once()
    {
        await using var server = await StartAsync();
        var jwt = Sign(Header, Claims);

        await ExchangeAsync(server, jwt);

        DeviceFlowTests.AssertRefused("invalid_client", await ExchangeAsync(server, jwt));
    }

    [Fact]
    public async Task A_jwt_that_was_refused_does_not_use_up_its_id()
    {
        await using var server = await StartAsync(Key.ExportSubjectPublicKeyInfoPem());

        var forged = await ExchangeAsync(server, Sign(Header, Claims, StrangersKey));
        var real = await ExchangeAsync(server, Sign(Header, Claims));

        DeviceFlowTests.AssertRefused("invalid_client", forged);
        Assert.True(real.Json.TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task Without_a_public_key_any_signature_is_taken()
    {
        await using var server = await StartAsync();

        var answer = await ExchangeAsync(server, Sign(Header, Claims, StrangersKey));

        Assert.True(answer.Json.TryGetProperty("access_token", out _));
    }

    [Theory]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"k"}""")]
    [InlineData("""{"alg":"none","typ":"JWT","kid":"k"}""")]
    [InlineData("""{"alg":"RS256","kid":"k"}""")]
    [InlineData("""{"alg":"RS256","typ":"JOSE","kid":"k"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","kid":""}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","kid":5}""")]
    [InlineData("""[]""")]
    public async Task A_wrong_header_is_refused(string header)
    {
        await using var server = await StartAsync();

        DeviceFlowTests.AssertRefused("invalid_client", await ExchangeAsync(server, Sign(header, Claims)));
    }

    [Theory]
    [InlineData("""{"aud":"api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","iat":1790812800,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"https://api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"elsewhere","iat":1790812800,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790812800,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812700,"exp":1790812800,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812861,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":"1790812800","exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790813400}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n","session_name":5}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n","session_context":{"device_info":{"device_id":"1","custom_consumer":"2"}}}""")]
    public async Task Wrong_claims_are_refused(string claims)
    {
        await using var server = await StartAsync();

        DeviceFlowTests.AssertRefused("invalid_client", await ExchangeAsync(server, Sign(Header, claims)));
    }

    [Theory]
    [InlineData("""{"iss":"app","aud":"api.coze.com","iat":1790812800,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"HOST","iat":1790812800,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812860,"exp":1790813400,"jti":"n"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n","session_name":"user-1"}""")]
    [InlineData("""{"iss":"app","aud":"api.coze.cn","iat":1790812800,"exp":1790813400,"jti":"n","session_context":{"device_info":{"device_id":"1"}}}""")]
    public async Task Right_claims_are_accepted(string claims)
    {
        await using var server = await StartAsync();
        claims = claims.Replace("HOST", server.Client.BaseAddress!.Authority, StringComparison.Ordinal);

        Assert.True((await ExchangeAsync(server, Sign(Header, claims))).Json.TryGetProperty("access_token", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("!.!.!")]
    [InlineData("....")]
    public async Task A_malformed_jwt_is_refused(string jwt)
    {
        await using var server = await StartAsync();

        DeviceFlowTests.AssertRefused("invalid_client", await ExchangeAsync(server, jwt));
    }

    [Theory]
    [InlineData("\"duration_seconds\":86399", true)]
    [InlineData("\"duration_seconds\":86400", false)]
    [InlineData("\"duration_seconds\":0", false)]
    [InlineData("\"duration_seconds\":null,\"scope\":null", true)]
    [InlineData("\"scope\":\"all\"", false)]
    [InlineData("\"scope\":{\"account_permission\":{\"permission_list\":[\"Connector.botChat\"]}}", true)]
    [InlineData("\"scope\":{\"account_permission\":{\"permission_list\":\"Connector.botChat\"}}", false)]
    [InlineData("\"scope\":{\"attribute_constraint\":{\"connector_bot_chat_attribute\":{\"bot_id_list\":[1]}}}", false)]
    public async Task Duration_and_scope_are_checked(string members, bool isAccepted)
    {
        await using var server = await StartAsync();

        var answer = await ExchangeAsync(server, Sign(Header, Claims), members);

        if (isAccepted) Assert.True(answer.Json.TryGetProperty("access_token", out _));
        else DeviceFlowTests.AssertRefused("invalid_request", answer);
    }

    private Task<RestServer> StartAsync(string? publicKey = null) =>
        RestServer.StartAsync(new RestOptions { Time = _clock, JwtPublicKey = publicKey });

    private static Task<RestAnswer> ExchangeAsync(
        RestServer server, string jwt, string members = "\"duration_seconds\":900", string path = "/api/permission/oauth2/token")
    {
        server.Client.DefaultRequestHeaders.Authorization = null;
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {jwt}");
        return server.PostAsync(path, $$"""{"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer",{{members}}}""");
    }

    private static string Sign(string header, string claims, RSA? key = null)
    {
        var content = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var signature = (key ?? Key).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }
}
