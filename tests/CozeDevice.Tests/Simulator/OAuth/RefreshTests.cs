using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Rest;
using CozeDevice.Tests.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.OAuth;

public sealed class RefreshTests
{
    private const string Token = "/api/permission/oauth2/token";

    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_refresh_gives_new_tokens_and_the_old_one_stops_working()
    {
        await using var server = await StartAsync();
        var first = await LoginAsync(server);

        var second = await RefreshAsync(server, first);
        var reused = await RefreshAsync(server, first);
        var third = await RefreshAsync(server, second.Json.GetProperty("refresh_token").GetString()!);

        Assert.StartsWith("czu_", second.Json.GetProperty("access_token").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(first, second.Json.GetProperty("refresh_token").GetString());
        DeviceFlowTests.AssertRefused("invalid_grant", reused);
        Assert.True(third.Json.TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task A_refresh_with_an_empty_bearer_works_as_one_sdk_sends_it()
    {
        await using var server = await StartAsync();
        var token = await LoginAsync(server);
        server.Client.DefaultRequestHeaders.Authorization = null;
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer ");

        var answer = await RefreshAsync(server, token);

        Assert.True(answer.Json.TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task A_refresh_token_dies_of_age()
    {
        await using var server = await StartAsync();
        var token = await LoginAsync(server);

        _clock.Advance(TimeSpan.FromDays(30));

        DeviceFlowTests.AssertRefused("invalid_grant", await RefreshAsync(server, token));
    }

    [Fact]
    public async Task The_token_of_another_client_is_refused_and_stays_valid()
    {
        await using var server = await StartAsync();
        var token = await LoginAsync(server);

        var stolen = await RefreshAsync(server, token, "thief");
        var own = await RefreshAsync(server, token);

        DeviceFlowTests.AssertRefused("invalid_client", stolen);
        Assert.True(own.Json.TryGetProperty("access_token", out _));
    }

    [Theory]
    [InlineData("""{"grant_type":"refresh_token","refresh_token":"x"}""", "invalid_request")]
    [InlineData("""{"grant_type":"refresh_token","client_id":"app"}""", "invalid_request")]
    [InlineData("""{"grant_type":"refresh_token","client_id":"app","refresh_token":"x"}""", "invalid_grant")]
    public async Task An_invalid_refresh_is_refused(string body, string error)
    {
        await using var server = await StartAsync();

        DeviceFlowTests.AssertRefused(error, await server.PostAsync(Token, body));
    }

    private Task<RestServer> StartAsync() =>
        RestServer.StartAsync(new RestOptions { Time = _clock, DeviceApproval = DeviceApproval.AfterPolls(0) });

    private static async Task<string> LoginAsync(RestServer server)
    {
        var begun = await server.PostAsync("/api/permission/oauth2/device/code", """{"client_id":"app"}""");
        var code = begun.Json.GetProperty("device_code").GetString();
        var token = await server.PostAsync(
            Token, $$"""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"app","device_code":"{{code}}"}""");
        return token.Json.GetProperty("refresh_token").GetString()!;
    }

    private static Task<RestAnswer> RefreshAsync(RestServer server, string token, string client = "app") =>
        server.PostAsync(Token, $$"""{"grant_type":"refresh_token","client_id":"{{client}}","refresh_token":"{{token}}"}""");
}
