using System.Net;
using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class CommonRulesTests
{
    [Fact]
    public async Task A_success_carries_code_zero_an_empty_message_data_and_the_log_id_of_the_header()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/conversation/create", "{}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(["code", "msg", "data", "detail"], answer.Json.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(0, answer.Code);
        Assert.Equal("", answer.Message);
        Assert.Equal(answer.LogId, answer.Json.GetProperty("detail").GetProperty("logid").GetString());
        Assert.NotEmpty(answer.LogId);
    }

    [Fact]
    public async Task The_log_id_header_is_spelled_as_the_javascript_sdk_compares_it()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.GetAsync("/v1/audio/voices");

        Assert.Contains("X-Tt-Logid", answer.HeaderNames);
    }

    [Fact]
    public async Task Each_request_has_a_log_id_of_its_own()
    {
        await using var server = await RestServer.StartAsync();

        var first = await server.GetAsync("/v1/audio/voices");
        var second = await server.GetAsync("/v1/audio/voices");

        Assert.NotEqual(first.LogId, second.LogId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic cGF0X3Rlc3Q=")]
    public async Task A_request_without_a_bearer_token_is_refused_with_4100(string? authorization)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await SendWithAsync(server, authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal(4100, answer.Code);
        Assert.Equal(answer.LogId, answer.Json.GetProperty("detail").GetProperty("logid").GetString());
    }

    [Theory]
    [InlineData(null, "Bearer whatever", HttpStatusCode.OK)]
    [InlineData("pat_right", "Bearer pat_right", HttpStatusCode.OK)]
    [InlineData("pat_right", "bearer pat_right", HttpStatusCode.OK)]
    [InlineData("pat_right", "Bearer pat_wrong", HttpStatusCode.Unauthorized)]
    public async Task A_configured_token_is_the_only_one_let_in(string? configured, string authorization, HttpStatusCode expected)
    {
        await using var server = await RestServer.StartAsync(new RestOptions { Token = configured });

        var answer = await SendWithAsync(server, authorization);

        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("POST", "/v9/chat")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/index.html")]
    public async Task An_unknown_path_is_answered_with_4200(string method, string path)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal(4200, answer.Code);
    }

    [Theory]
    [InlineData("GET", "/v1/audio/rooms", "POST")]
    [InlineData("POST", "/v1/audio/voices", "GET")]
    [InlineData("DELETE", "/v3/chat", "POST")]
    [InlineData("PUT", "/v3/chat/retrieve", "GET, POST")]
    [InlineData("GET", "/v1/conversations/7500000000000000001/clear", "POST")]
    [InlineData("GET", "/api/permission/oauth2/token", "POST")]
    public async Task A_wrong_method_is_answered_with_405_and_the_right_ones(string method, string path, string allowed)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal(allowed, answer.Allow);
        Assert.True(answer.Code > 0);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"bot_id\":")]
    public async Task A_body_that_is_no_json_object_is_a_bad_parameter(string body)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/audio/rooms", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(4000, answer.Code);
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_a_bad_parameter()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/audio/rooms")
        {
            Content = new StringContent("""{"bot_id":"1"}"""),
        });

        Assert.Equal(4000, answer.Code);
        Assert.Contains("Content-Type", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, HttpStatusCode.OK)]
    [InlineData(1001, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(3000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(5000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_over_the_limit_is_refused(int bytes, HttpStatusCode expected)
    {
        await using var server = await RestServer.StartAsync(new RestOptions { MaxBodyBytes = 1000 });
        var body = """{"name":"x"}""";

        var answer = await server.PostAsync("/v1/conversation/create", body + new string(' ', bytes - body.Length));

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task Bodies_of_fifteen_megabytes_are_taken_by_default()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/v1/conversation/create", "{}" + new string(' ', (15 * 1024 * 1024) - 2));

        Assert.Equal(0, answer.Code);
    }

    [Fact]
    public async Task Requests_over_the_rate_are_answered_with_429_until_the_next_second()
    {
        var clock = new TestClock();
        await using var server = await RestServer.StartAsync(new RestOptions { RequestsPerSecond = 2, Time = clock });

        var first = await server.GetAsync("/v1/audio/voices");
        var second = await server.GetAsync("/v1/audio/voices");
        var third = await server.GetAsync("/v1/audio/voices");
        clock.Advance(1);
        var fourth = await server.GetAsync("/v1/audio/voices");

        Assert.Equal([200, 200, 429, 200], new[] { first, second, third, fourth }.Select(static answer => (int)answer.Status));
        Assert.Equal(4020, third.Code);
    }

    private static Task<RestAnswer> SendWithAsync(RestServer server, string? authorization)
    {
        server.Client.DefaultRequestHeaders.Authorization = null;
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/audio/voices");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return server.SendAsync(request);
    }
}
