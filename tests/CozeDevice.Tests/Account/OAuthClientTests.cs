using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using CozeDevice.Account;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class OAuthClientTests : IDisposable
{
    private const string Code = """
        {"device_code":"d","user_code":"WDJB-MJHT","verification_uri":"https://www.coze.cn/activate","expires_in":300,"interval":5}
        """;

    private readonly ScriptedService _service = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _service.Dispose();

    [Theory]
    [InlineData(null, "/api/permission/oauth2/device/code")]
    [InlineData("74", "/api/permission/oauth2/workspace_id/74/device/code")]
    public async Task A_login_begins_for_the_user_or_a_team_space(string? workspace, string path)
    {
        _service.Answers(Code);
        DeviceCode code = await BeginAsync(workspace);

        Assert.Equal(("d", "WDJB-MJHT", "https://www.coze.cn/activate"), (code.Secret, code.UserCode, code.Address));
        Assert.Equal("https://www.coze.cn/activate?user_code=WDJB-MJHT", code.CompleteAddress);
        Assert.Equal((300, 5), (code.Lifetime.TotalSeconds, code.Interval.TotalSeconds));
        Assert.Equal((path, "app"), (_service.Requests[0].Path, _service.Requests[0].Body.GetProperty("client_id").GetString()));
        Assert.Contains("User-Agent: cozedevice/test", _service.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_code_may_be_a_number_and_the_interval_missing()
    {
        _service.Answers("""{"device_code":"d","user_code":12345678,"verification_uri":"https://c/a?x=1"}""");
        DeviceCode code = await BeginAsync();
        Assert.Equal(("12345678", "https://c/a?x=1&user_code=12345678"), (code.UserCode, code.CompleteAddress));
        Assert.Equal(5, code.Interval.TotalSeconds);
    }

    [Fact]
    public async Task What_is_shown_on_a_terminal_has_no_control_characters()
    {
        _service.Answers("{\"device_code\":\"d\",\"user_code\":\"A\\u001b[2JB\",\"verification_uri\":\"https://c/\\u001b]0;x\"}");
        DeviceCode code = await BeginAsync();
        Assert.DoesNotContain(code.UserCode + code.Address + code.CompleteAddress, char.IsControl);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("error_code")]
    public async Task The_name_of_a_refusal_may_be_in_either_member(string member)
    {
        _service.Refuses("invalid_client", member);
        OAuthException failure = await Assert.ThrowsAsync<OAuthException>(() => BeginAsync());
        Assert.Equal(("invalid_client", false), (failure.Error, failure.IsTemporary));
    }

    [Theory]
    [InlineData("<html>Welcome to the hotel</html>", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.Redirect)]
    [InlineData("{}", HttpStatusCode.ServiceUnavailable)]
    [InlineData("""{"error":"slow"}""", HttpStatusCode.TooManyRequests)]
    [InlineData("""{"error":"internal_error"}""", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.OK)]
    [InlineData("""{"device_code":"\ud800","user_code":"x","verification_uri":"https://c/"}""", HttpStatusCode.OK)]
    [InlineData("""{"device_code":"d","user_code":"x","verification_uri":"https://c/","device_c\ud800":"d"}""", HttpStatusCode.OK)]
    [InlineData("""{"error":"\udc00","code":"\ud800"}""", HttpStatusCode.BadGateway)]
    [InlineData("""{"user_code":"x"}""", HttpStatusCode.OK)]
    public async Task What_is_no_answer_of_a_working_service_is_temporary(string content, HttpStatusCode status)
    {
        _service.Answers(content, status);
        OAuthException failure = await Assert.ThrowsAsync<OAuthException>(() => BeginAsync());
        Assert.True(failure.IsTemporary, failure.Message);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_kept()
    {
        _service.Answers(new string(' ', 70_000));
        OAuthException failure = await Assert.ThrowsAsync<OAuthException>(() => BeginAsync());
        Assert.Contains("64 KiB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_a_message_of_the_service_is_masked()
    {
        _service.Answers("""{"error":"invalid_grant","error_message":"czu_0123456789 and 0123456789abcdef0123456789abcdef are old"}""", HttpStatusCode.BadRequest);
        OAuthException failure = await Assert.ThrowsAsync<OAuthException>(() => BeginAsync());
        Assert.Contains("******** and ******** are old", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("error_code")]
    public async Task The_name_of_a_refusal_is_printed_like_any_text_from_outside(string member)
    {
        _service.Refuses("czu_0123456789\\u001b[2J\\nno " + new string('a', 1000), member);
        OAuthException failure = await Assert.ThrowsAsync<OAuthException>(() => BeginAsync());
        Assert.Equal("the service refused: ********[2J no ********", failure.Message);
        Assert.StartsWith("czu_", failure.Error, StringComparison.Ordinal); // to compare with, not to print
    }

    public static TheoryData<Exception, TokenObstacle> Failures => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError), TokenObstacle.Dns },
        { new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), TokenObstacle.Network },
        { new HttpRequestException("x", new SocketException((int)SocketError.TimedOut)), TokenObstacle.Timeout },
        { new HttpRequestException("x", new AuthenticationException("bad")), TokenObstacle.Tls },
        { new IOException("reset"), TokenObstacle.Network },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_says_what_is_in_the_way(Exception failure, TokenObstacle obstacle)
    {
        _service.Fails(failure);
        OAuthException told = await Assert.ThrowsAsync<OAuthException>(() => BeginAsync());
        Assert.Equal(obstacle, told.Obstacle);
    }

    [Fact]
    public async Task With_a_clock_before_this_program_was_built_the_clock_is_wrong_not_the_certificate()
    {
        _service.Fails(new HttpRequestException("x", new AuthenticationException("bad")));
        using var http = new HttpMessageInvoker(_service, disposeHandler: false);
        var client = new OAuthClient(http, new Uri(ScriptedService.Api), "cozedevice/test", _time) { BuiltAt = _time.GetUtcNow().AddHours(1) };
        OAuthException told = await Assert.ThrowsAsync<OAuthException>(() => client.BeginLoginAsync("app", null, CancellationToken.None).Within(10));
        Assert.Equal(TokenObstacle.Clock, told.Obstacle);
        Assert.Contains("set the clock", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_service_is_left_after_ten_seconds()
    {
        _service.Gate = new TaskCompletionSource().Task;
        Task<DeviceCode> begin = BeginAsync();
        await _time.WhenArmedAsync(1).Within(10);
        _time.Advance(OAuthClient.Limit);
        OAuthException told = await Assert.ThrowsAsync<OAuthException>(() => begin.Within(10));
        Assert.Equal(TokenObstacle.Timeout, told.Obstacle);
    }

    [Fact]
    public void Nothing_with_a_secret_prints_it()
    {
        object[] holders =
        [
            new DeviceCode("secret", "CODE", "a", "b", TimeSpan.Zero, TimeSpan.Zero),
            new IssuedToken("secret", "secret", null),
            new StoredLogin { ApiUrl = "a", ClientId = "c", AccessToken = "secret", RefreshToken = "secret" },
            new HelperResult(0, "secret"u8.ToArray(), "secret"),
        ];
        Assert.All(holders, holder => Assert.DoesNotContain("secret", holder.ToString(), StringComparison.Ordinal));
    }

    private Task<DeviceCode> BeginAsync(string? workspace = null) =>
        _service.Client(_time).BeginLoginAsync("app", workspace, CancellationToken.None).Within(10);
}
