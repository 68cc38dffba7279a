using System.Net;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Simulator.Rest;
using CozeDevice.Tests.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.OAuth;

public sealed class ActivationPageTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task The_page_shows_the_code_of_the_link_and_escapes_it()
    {
        await using var server = await StartAsync();

        var page = await server.GetAsync("/activate?user_code=%22%3E%3Cscript%3E");

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("&quot;&gt;&lt;script&gt;", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", "")]
    [InlineData("deny", "access_denied")]
    public async Task What_the_user_decides_is_what_the_device_is_told(string action, string error)
    {
        await using var server = await StartAsync();
        var (deviceCode, userCode) = await BeginAsync(server);

        var decided = await DecideAsync(server, userCode, action);
        var polled = await PollAsync(server, deviceCode);

        Assert.Equal(HttpStatusCode.OK, decided.Status);
        Assert.Equal(error, polled.Json.TryGetProperty("error", out var told) ? told.GetString() : "");
    }

    [Fact]
    public async Task A_code_may_be_typed_in_small_letters_without_the_dash()
    {
        await using var server = await StartAsync();
        var (_, userCode) = await BeginAsync(server);

        var typed = userCode.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(server, typed, "approve")).Status);
    }

    [Fact]
    public async Task A_code_is_decided_once()
    {
        await using var server = await StartAsync();
        var (_, userCode) = await BeginAsync(server);
        await DecideAsync(server, userCode, "deny");

        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(server, userCode, "approve")).Status);
    }

    [Fact]
    public async Task An_expired_code_cannot_be_approved()
    {
        await using var server = await StartAsync();
        var (_, userCode) = await BeginAsync(server);

        _clock.Advance(300);

        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(server, userCode, "approve")).Status);
    }

    [Theory]
    [InlineData("ABCD-EFGH", "approve", HttpStatusCode.NotFound)]
    [InlineData("ABCD-EFGH", "dance", HttpStatusCode.BadRequest)]
    public async Task A_wrong_form_is_refused(string userCode, string action, HttpStatusCode expected)
    {
        await using var server = await StartAsync();

        Assert.Equal(expected, (await DecideAsync(server, userCode, action)).Status);
    }

    private Task<RestServer> StartAsync() =>
        RestServer.StartAsync(new RestOptions { Time = _clock, DeviceApproval = DeviceApproval.Manual });

    private static async Task<(string DeviceCode, string UserCode)> BeginAsync(RestServer server)
    {
        var begun = (await server.PostAsync("/api/permission/oauth2/device/code", """{"client_id":"app"}""")).Json;
        return (begun.GetProperty("device_code").GetString()!, begun.GetProperty("user_code").GetString()!);
    }

    private static Task<RestAnswer> DecideAsync(RestServer server, string userCode, string action) =>
        server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/activate")
        {
            Content = new FormUrlEncodedContent([new("user_code", userCode), new("action", action)]),
        });

    private static Task<RestAnswer> PollAsync(RestServer server, string deviceCode) => server.PostAsync(
        "/api/permission/oauth2/token",
        $$"""{"grant_type":"urn:ietf:params:oauth:grant-type:device_code","client_id":"app","device_code":"{{deviceCode}}"}""");
}
