using System.Net;
using System.Text.Json;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Rest;
using CozeDevice.Tests.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.OAuth;

public sealed class DeviceFlowTests
{
    private const string Token = "/api/permission/oauth2/token";

    private readonly TestClock _clock = new();

    [Theory]
    [InlineData("/api/permission/oauth2/device/code")]
    [InlineData("/api/permission/oauth2/workspace_id/7400000000000000001/device/code")]
    public async Task A_device_gets_a_code_at_the_top_level_of_the_answer(string path)
    {
        await using var server = await StartAsync(DeviceApproval.Manual);

        var answer = await server.PostAsync(path, """{"client_id":"app"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEmpty(Text(answer, "device_code"));
        Assert.Matches("^[A-Z2-9]{4}-[A-Z2-9]{4}$", Text(answer, "user_code"));
        Assert.Equal(new Uri(server.Client.BaseAddress!, "/activate").ToString(), Text(answer, "verification_uri"));
        Assert.Equal(300, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(5, answer.Json.GetProperty("interval").GetInt32());
        Assert.False(answer.Json.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_login_is_approved_after_as_many_polls_as_asked_for()
    {
        await using var server = await StartAsync(DeviceApproval.AfterPolls(2));
        var code = await BeginAsync(server);

        var first = await PollAsync(server, code);
        _clock.Advance(5);
        var second = await PollAsync(server, code);
        _clock.Advance(5);
        var third = await PollAsync(server, code);

        AssertRefused("authorization_pending", first);
        AssertRefused("authorization_pending", second);
        Assert.Equal(HttpStatusCode.OK, third.Status);
    }

    [Fact]
    public async Task A_token_comes_at_the_top_level_with_an_absolute_expiry()
    {
        await using var server = await StartAsync(DeviceApproval.AfterPolls(0));

        var answer = await PollAsync(server, await BeginAsync(server));

        Assert.StartsWith("czu_", Text(answer, "access_token"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(answer, "refresh_token"));
        Assert.Equal("Bearer", Text(answer, "token_type"));
        Assert.Equal(TestClock.Start.AddMinutes(15).ToUnixTimeSeconds(), answer.Json.GetProperty("expires_in").GetInt64());
        Assert.False(answer.Json.TryGetProperty("code", out _));
    }

    [Fact]
    public async Task A_token_opens_the_api_until_it_expires()
    {
        await using var server = await RestServer.StartAsync(new RestOptions
        {
            Token = "pat_other",
            Time = _clock,
            DeviceApproval = DeviceApproval.AfterPolls(0),
        });
        var token = Text(await PollAsync(server, await BeginAsync(server)), "access_token");
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        _clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        var before = await server.GetAsync("/v1/audio/voices");
        _clock.Advance(1);
        var after = await server.GetAsync("/v1/audio/voices");

        Assert.Equal(0, before.Code);
        Assert.Equal(4100, after.Code);
    }

    [Fact]
    public async Task A_device_code_gives_one_token()
    {
        await using var server = await StartAsync(DeviceApproval.AfterPolls(0));
        var code = await BeginAsync(server);
        await PollAsync(server, code);
        _clock.Advance(5);

        AssertRefused("invalid_grant", await PollAsync(server, code));
    }

    [Fact]
    public async Task A_poll_that_comes_early_is_slowed_down_and_the_next_has_to_wait_longer()
    {
        await using var server = await StartAsync(DeviceApproval.Manual);
        var code = await BeginAsync(server);
        await PollAsync(server, code);

        _clock.Advance(3);
        var early = await PollAsync(server, code);
        _clock.Advance(5);
        var stillEarly = await PollAsync(server, code);
        _clock.Advance(15);
        var patient = await PollAsync(server, code);

        AssertRefused("slow_down", early);
        AssertRefused("slow_down", stillEarly);
        AssertRefused("authorization_pending", patient);
    }

    [Theory]
    [InlineData(4.6, "authorization_pending")]
    [InlineData(4.4, "slow_down")]
    public async Task A_tenth_of_the_interval_is_tolerated(double seconds, string expected)
    {
        await using var server = await StartAsync(DeviceApproval.Manual);
        var code = await BeginAsync(server);
        await PollAsync(server, code);

        _clock.Advance(seconds);

        AssertRefused(expected, await PollAsync(server, code));
    }

    [Theory]
    [InlineData("deny", "access_denied")]
    [InlineData("expire", "expired_token")]
    public async Task A_login_can_be_made_to_fail(string approval, string expected)
    {
        Assert.True(DeviceApproval.TryParse(approval, out var parsed));
        await using var server = await StartAsync(parsed);
        var code = await BeginAsync(server);

        var first = await PollAsync(server, code);
        _clock.Advance(5);
        var second = await PollAsync(server, code);

        AssertRefused("authorization_pending", first);
        AssertRefused(expected, second);
    }

    [Theory]
    [InlineData(299, "authorization_pending")]
    [InlineData(300, "expired_token")]
    public async Task A_code_expires_after_its_lifetime(int seconds, string expected)
    {
        await using var server = await StartAsync(DeviceApproval.Manual);
        var code = await BeginAsync(server);

        _clock.Advance(seconds);

        AssertRefused(expected, await PollAsync(server, code));
    }

    [Theory]
    [InlineData("""{}""", "invalid_request")]
    [InlineData("""nonsense""", "invalid_request")]
    [InlineData("""{"grant_type":"password"}""", "unsupported_grant_type")]
    [InlineData("""{"grant_type":"authorization_code","code":"x"}""", "unsupported_grant_type")]
    [InlineData("""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code"}""", "invalid_request")]
    [InlineData("""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"app"}""", "invalid_request")]
    [InlineData("""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"app","device_code":"x"}""", "invalid_grant")]
    [InlineData("""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"other","device_code":"CODE"}""", "invalid_client")]
    public async Task An_invalid_request_is_refused(string body, string error)
    {
        await using var server = await StartAsync(DeviceApproval.AfterPolls(0));
        var code = await BeginAsync(server);

        AssertRefused(error, await server.PostAsync(Token, body.Replace("CODE", code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_code_needs_a_client()
    {
        await using var server = await StartAsync(DeviceApproval.Manual);

        AssertRefused("invalid_request", await server.PostAsync("/api/permission/oauth2/device/code", "{}"));
    }

    internal static void AssertRefused(string error, RestAnswer answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(error, Text(answer, "error"));
        Assert.Equal(error, Text(answer, "error_code"));
        Assert.NotEmpty(Text(answer, "error_message"));
        Assert.NotEmpty(answer.LogId);
    }

    private async Task<RestServer> StartAsync(DeviceApproval approval) =>
        await RestServer.StartAsync(new RestOptions { Time = _clock, DeviceApproval = approval });

    private static async Task<string> BeginAsync(RestServer server) =>
        Text(await server.PostAsync("/api/permission/oauth2/device/code", """{"client_id":"app"}"""), "device_code");

    private static Task<RestAnswer> PollAsync(RestServer server, string deviceCode) => server.PostAsync(
        Token, $$"""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"app","device_code":"{{deviceCode}}"}""");

    private static string Text(RestAnswer answer, string name) =>
        answer.Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
