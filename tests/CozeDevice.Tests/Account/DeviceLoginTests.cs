using CozeDevice.Account;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class DeviceLoginTests : IDisposable
{
    private static readonly DeviceCode Code =
        new("secret", "WDJB-MJHT", "https://c/a", "https://c/a?user_code=x", TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(5));

    private readonly ScriptedService _service = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<string?> _disturbed = [];

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task It_asks_every_interval_until_the_user_has_approved()
    {
        _service.Refuses("authorization_pending").Refuses("authorization_pending", "error_code").Issues("czu_1", "r1");
        TimeSpan begin = _time.Now;

        IssuedToken token = await RunAsync();

        Assert.Equal(("czu_1", "r1"), (token.AccessToken, token.RefreshToken));
        Assert.Equal(15, (_time.Now - begin).TotalSeconds);
        Assert.Equal("secret", _service.Requests[0].Body.GetProperty("device_code").GetString());
        Assert.Equal("urn:ietf:params:oauth:grant-type:device_code", _service.Requests[0].Body.GetProperty("grant_type").GetString());
        Assert.Empty(_disturbed);
    }

    [Fact]
    public async Task Each_slow_down_adds_five_seconds_for_good()
    {
        _service.Refuses("slow_down").Refuses("slow_down").Refuses("authorization_pending").Issues("czu_1", "r1");
        TimeSpan begin = _time.Now;
        await RunAsync();
        Assert.Equal(5 + 10 + 15 + 15, (_time.Now - begin).TotalSeconds);
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("expired_token")]
    [InlineData("invalid_grant")]
    public async Task A_refusal_ends_it(string error)
    {
        _service.Refuses("authorization_pending").Refuses(error);
        Assert.Equal(error, (await Assert.ThrowsAsync<OAuthException>(RunAsync)).Error);
    }

    [Fact]
    public async Task A_dropped_network_is_waited_out_and_told_once_each_way()
    {
        _service.Refuses("authorization_pending").Drops().Drops().Answers("<html>hotel</html>").Refuses("authorization_pending").Issues("czu_1", "r1");
        TimeSpan begin = _time.Now;

        Assert.Equal("czu_1", (await RunAsync()).AccessToken);

        Assert.Collection(_disturbed, Assert.NotNull, Assert.Null);
        Assert.Equal(5 + 5 + 10 + 20 + 30 + 5, (_time.Now - begin).TotalSeconds);
    }

    [Fact]
    public async Task The_answer_after_an_outage_may_be_the_token()
    {
        _service.Drops().Issues("czu_1", "r1");
        Assert.Equal("czu_1", (await RunAsync()).AccessToken);
    }

    [Fact]
    public async Task A_code_nobody_answers_expires_here_too()
    {
        for (int i = 0; i < 59; i++)
            _service.Refuses("authorization_pending");
        Assert.Equal("expired_token", (await Assert.ThrowsAsync<OAuthException>(RunAsync)).Error);
        Assert.Equal(59, _service.Requests.Count);
    }

    [Fact]
    public async Task A_network_that_stays_away_is_the_reason_at_the_end()
    {
        for (int i = 0; i < 12; i++)
            _service.Drops();
        Assert.True((await Assert.ThrowsAsync<OAuthException>(RunAsync)).IsTemporary);
    }

    [Fact]
    public async Task Giving_up_ends_the_wait_at_once()
    {
        using var stop = new CancellationTokenSource();
        Task<IssuedToken> login = new DeviceLogin(_service.Client(_time), "app", _time).WaitAsync(Code, _disturbed.Add, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => login.Within(10));
        Assert.Empty(_service.Requests);
    }

    private async Task<IssuedToken> RunAsync()
    {
        Task<IssuedToken> login = new DeviceLogin(_service.Client(_time), "app", _time).WaitAsync(Code, _disturbed.Add, CancellationToken.None);
        while (!login.IsCompleted)
        {
            // Between two questions one timer is armed; the limit of a request is another and is gone with its answer.
            Task first = await Task.WhenAny(login, _time.WhenArmedAsync(1)).Within(10);
            if (first != login && !login.IsCompleted)
                _time.AdvanceToNextTimer();
        }
        return await login.Within(10);
    }
}
