using CozeDevice.Rest;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Rest;
using Xunit;

namespace CozeDevice.Tests.Rest;

/// <summary>What a service, or something that only looks like one, may answer.</summary>
public sealed class RestFailureTests
{
    private const string Good = """{"code":0,"msg":"","data":{"has_more":false,"voice_list":[{"voice_id":"1","name":"n"}]}}""";
    private static readonly RoomRequest Room = new() { BotId = "7" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_has_code_meaning_hint_and_log_id_in_one_line()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json(
            """{"code":4101,"msg":"no\u001b[31m way","detail":{"logid":"inner"}}""", 403, "X-Tt-Logid: L-1\r\n"));
        var failure = await FailAsync(server);

        Assert.Equal((RestFailure.Refused, 4101, 403, "L-1"), (failure.Failure, failure.Code, failure.Status, failure.LogId));
        Assert.Equal(
            "the service refused: code 4101, no permission (\"no [31m way\"). Check that the token may use chat in the agent's space, and Coze:BotId (log id L-1)",
            failure.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refusal_in_a_200_counts_and_the_inner_log_id_is_found()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"code":"4006","msg":"m","detail":{"logid":"inner"}}"""));
        var failure = await FailAsync(server);
        Assert.Equal((4006, "inner"), (failure.Code, failure.LogId));
    }

    [Fact]
    public async Task The_shape_of_OAuth_failures_is_understood()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"error_code":"invalid_request","error_message":"bad","error":"x"}""", 400));
        Assert.Contains("invalid_request: bad", (await FailAsync(server)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_asked_again_after_what_passes()
    {
        await using var server = new RawHttpServer(RawHttpServer.Answer("", "text/plain", 503), RawHttpServer.Json("""{"code":4009,"msg":""}"""), RawHttpServer.Json(Good));
        using var bench = new RestBench(server.Url);
        var voices = await bench.Api.Voices.ListAsync(new(), Token).Within(10);
        Assert.Equal("1", Assert.Single(voices).Id);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task After_three_attempts_the_last_failure_is_told()
    {
        await using var server = new RawHttpServer(RawHttpServer.Answer("", "text/plain", 502));
        Assert.Equal(502, (await FailAsync(server)).Status);
        Assert.Equal(RetryRule.MaxAttempts, server.Requests.Count);
    }

    [Theory]
    [InlineData(429, "Retry-After: 0\r\n")]
    [InlineData(503, "")]
    [InlineData(500, "")]
    public async Task A_room_is_never_made_again_by_itself(int status, string headers)
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"code":0}""", status, headers), RawHttpServer.Json(Good));
        using var bench = new RestBench(server.Url);
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Rooms.CreateAsync(Room, Token).Within(10));
        Assert.Equal(status, failure.Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_room_whose_connection_breaks_is_not_made_again()
    {
        await using var server = new RawHttpServer("");
        using var bench = new RestBench(server.Url);
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Rooms.CreateAsync(Room, Token).Within(10));
        Assert.Equal(RestFailure.Network, failure.Failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_room_on_a_connection_that_was_used_before_is_not_made_again_either()
    {
        var kept = $"HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: {Good.Length}\r\n\r\n{Good}";
        await using var server = new RawHttpServer(kept, "", RawHttpServer.Json(Good)) { TakesTwoOnOne = true };
        using var bench = new RestBench(server.Url);
        await bench.Api.Voices.ListAsync(new(), Token).Within(10);
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Rooms.CreateAsync(Room, Token).Within(10));
        Assert.Equal(RestFailure.Network, failure.Failure);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Retry_after_is_obeyed()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"code":4020,"msg":""}""", 429, "Retry-After: 7\r\n"), RawHttpServer.Json(Good));
        var time = new ManualTimeProvider();
        using var bench = new RestBench(server.Url, time: time);
        var asked = bench.Api.Voices.ListAsync(new(), Token);
        await time.WhenDueInAsync(TimeSpan.FromSeconds(7)).Within(10);
        time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(server.Requests);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Single(await asked.Within(10));
    }

    [Fact]
    public async Task A_wait_beyond_the_deadline_is_told_instead()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"code":4020,"msg":""}""", 429, "Retry-After: 3600\r\n"));
        var failure = await FailAsync(server);
        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Contains("it asks to wait 3600 s", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("<html><body>Log in to the hotel</body></html>", "text/html")]
    [InlineData("<html>", "application/json")]
    [InlineData("hello", "application/json")]
    [InlineData("[1]", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("{\"code\":0,", "application/json")]
    public async Task What_is_not_the_services_answer_is_told_so(string body, string type)
    {
        await using var server = new RawHttpServer(RawHttpServer.Answer(body, type));
        var failure = await FailAsync(server);
        Assert.Equal(RestFailure.BadAnswer, failure.Failure);
        Assert.Contains("check Coze:ApiUrl, or log in to the network", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var thief = new RawHttpServer(RawHttpServer.Json(Good));
        await using var server = new RawHttpServer(RawHttpServer.Answer("", "text/html", 302, $"Location: {thief.Url}\r\n"));
        Assert.Contains("redirects (HTTP 302)", (await FailAsync(server)).Message, StringComparison.Ordinal);
        Assert.Empty(thief.Requests);
    }

    [Fact]
    public async Task A_huge_answer_is_not_read()
    {
        await using var announced = new RawHttpServer("HTTP/1.1 200 X\r\nContent-Length: 99999999999\r\n\r\n{");
        Assert.Equal(RestFailure.BadAnswer, (await FailAsync(announced)).Failure);
        await using var silent = new RawHttpServer($"HTTP/1.1 200 X\r\nConnection: close\r\n\r\n{new string(' ', RestCall.MaxJsonBytes + 1)}");
        Assert.Contains("larger than 4 MiB", (await FailAsync(silent)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_answer_is_asked_for_again_and_then_told()
    {
        await using var server = new RawHttpServer("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"code\":0");
        var failure = await FailAsync(server);
        Assert.Equal(RestFailure.Network, failure.Failure);
        Assert.Equal(RetryRule.MaxAttempts, server.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_is_silent_is_given_up_at_the_deadline()
    {
        await using var server = new RawHttpServer((string?)null);
        var time = new ManualTimeProvider();
        using var bench = new RestBench(server.Url, time: time);
        var asked = bench.Api.Voices.ListAsync(new(), Token);
        await server.Received.Task.Within(10);
        time.Advance(TimeSpan.FromSeconds(31));
        var failure = await Assert.ThrowsAsync<RestException>(() => asked.Within(10));
        Assert.Equal((RestFailure.Timeout, "the service did not answer within 30 s"), (failure.Failure, failure.Message));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_obeyed()
    {
        await using var server = new RawHttpServer((string?)null);
        using var bench = new RestBench(server.Url);
        using var stop = new CancellationTokenSource();
        var asked = bench.Api.Voices.ListAsync(new(), stop.Token);
        await server.Received.Task.Within(10);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Within(10));
    }

    [Fact]
    public async Task Nobody_there_is_the_network()
    {
        using var nobody = new ClosedPort();
        using var bench = new RestBench(nobody.Url);
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Rooms.CreateAsync(Room, Token).Within(10));
        Assert.Equal(RestFailure.NotConnected, failure.Failure);
        Assert.Contains("ConnectionRefused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_even_a_room_is_asked_for_again()
    {
        await using var server = new RawHttpServer(
            RawHttpServer.Json("""{"code":4100,"msg":"authentication is invalid"}""", 401),
            RawHttpServer.Json("""{"code":0,"data":{"app_id":"a","room_id":"r","uid":"u","token":"t"}}"""));
        var tokens = new RestBench.RenewingToken("pat_second");
        using var bench = new RestBench(server.Url, tokens);
        var room = await bench.Api.Rooms.CreateAsync(Room, Token).Within(10);

        Assert.Equal(new("a", "r", "u", "t"), room);
        Assert.DoesNotContain("\"t\"", room.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Bearer {RestBench.Token}", server.Requests[0], StringComparison.Ordinal);
        Assert.Contains("Bearer pat_second", server.Requests[1], StringComparison.Ordinal);
        Assert.Contains("User-Agent: cozedevice/test", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_told_after_one_renewal()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"code":4100,"msg":"x"}""", 401));
        var tokens = new RestBench.RenewingToken("pat_second");
        using var bench = new RestBench(server.Url, tokens);
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Voices.ListAsync(new(), Token).Within(10));
        Assert.True(failure.IsTokenRefused);
        Assert.Equal((1, 2), (tokens.Renewals, server.Requests.Count));
    }

    [Fact]
    public async Task A_service_that_repeats_the_token_does_not_get_it_printed()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json($$"""{"code":4000,"msg":"bad token {{RestBench.Token}}"}""", 400));
        var failure = await FailAsync(server);
        Assert.DoesNotContain(RestBench.Token, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("bad token ********", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RestBench.Token)]
    [InlineData("no-known-form-0123456789")]
    public async Task A_token_that_is_cut_with_the_text_around_it_is_not_printed_either(string token)
    {
        await using var server = new RawHttpServer(RawHttpServer.Json($$"""{"code":4000,"msg":"{{new string('a', 185)}} {{token}} and more"}""", 400));
        using var bench = new RestBench(server.Url, new RestBench.FixedToken(token));
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Voices.ListAsync(new(), Token).Within(20));
        Assert.DoesNotContain(token[..8], failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(" ********", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_sent()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json(Good));
        using var bench = new RestBench(server.Url);
        var file = new FileContent("a", new byte[15 * 1024 * 1024]);
        var failure = await Assert.ThrowsAsync<RestException>(() => bench.Api.Audio.UploadAsync(file, Token).Within(10));
        Assert.Equal(RestFailure.Invalid, failure.Failure);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Plain_http_goes_to_this_machine_only() =>
        Assert.Throws<ArgumentException>(() => new RestBench(new("http://192.0.2.1/")));

    [Fact]
    public async Task A_list_without_end_is_ended()
    {
        await using var server = new RawHttpServer(RawHttpServer.Json("""{"code":0,"data":{"has_more":true,"voice_list":[]}}"""));
        using var bench = new RestBench(server.Url);
        Assert.Empty(await bench.Api.Voices.ListAsync(new(), Token).Within(10));
        Assert.Single(server.Requests);
    }

    private static async Task<RestException> FailAsync(RawHttpServer server)
    {
        using var bench = new RestBench(server.Url);
        return await Assert.ThrowsAsync<RestException>(() => bench.Api.Voices.ListAsync(new(), Token).Within(20));
    }
}
