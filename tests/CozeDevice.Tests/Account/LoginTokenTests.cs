using CozeDevice.Account;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Account;

public sealed class LoginTokenTests : IDisposable
{
    private const string Boot = "boot-1";
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly ScriptedService _service = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<LoginToken> _made = [];

    public void Dispose()
    {
        _made.ForEach(token => token.Dispose());
        _service.Dispose();
        _directory.Dispose();
        foreach (string secret in new[] { "czu_", "\"r1\"", "\"r2\"" })
            Assert.DoesNotContain(secret, _log.Text, StringComparison.Ordinal);
        _log.Dispose();
    }

    [Fact]
    public async Task A_token_is_used_until_two_minutes_before_its_end_and_then_renewed_once()
    {
        LoginToken login = await LoggedInAsync();
        _service.Issues("czu_2", "r2");

        _time.Advance(TimeSpan.FromMinutes(12.9));
        Assert.Equal("czu_1", await GetAsync(login));
        _time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("czu_2", await GetAsync(login));
        Assert.Equal("czu_2", await GetAsync(login));

        Assert.Equal("r1", Assert.Single(_service.Requests).Body.GetProperty("refresh_token").GetString());
        Assert.Equal(("czu_2", "r2", 2L), Stored());
    }

    [Fact]
    public async Task Many_who_ask_at_once_renew_once()
    {
        LoginToken login = await LoggedInAsync();
        var gate = new TaskCompletionSource();
        _service.Gate = gate.Task;
        _service.Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(14));

        Task<string>[] all = [.. Enumerable.Range(0, 8).Select(_ => login.GetTokenAsync(CancellationToken.None).AsTask())];
        gate.SetResult();

        Assert.All(await Task.WhenAll(all).Within(10), token => Assert.Equal("czu_2", token));
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Two_processes_renew_once()
    {
        LoginToken one = await LoggedInAsync();
        LoginToken other = Create();
        var gate = new TaskCompletionSource();
        _service.Gate = gate.Task;
        _service.Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(14));

        Task<string>[] both = [one.GetTokenAsync(CancellationToken.None).AsTask(), other.GetTokenAsync(CancellationToken.None).AsTask()];
        gate.SetResult();

        Assert.All(await Task.WhenAll(both).Within(10), token => Assert.Equal("czu_2", token));
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    [InlineData(60 * 24 * 365)]
    public async Task A_clock_that_jumps_costs_at_most_one_renewal(int minutes)
    {
        LoginToken login = await LoggedInAsync();
        _service.Date = _time.GetUtcNow();
        _service.Issues("czu_2", "r2", _time.GetUtcNow().AddMinutes(15).ToUnixTimeSeconds());
        _time.JumpWallClock(TimeSpan.FromMinutes(minutes));

        for (int i = 0; i < 5; i++)
            await GetAsync(login);

        Assert.Equal(minutes < 0 ? 0 : 1, _service.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_an_hour_off_does_not_change_when_a_token_is_renewed(int hours)
    {
        DateTimeOffset right = _time.GetUtcNow();
        _time.JumpWallClock(TimeSpan.FromHours(hours));
        LoginToken login = await LoggedInAsync();
        _time.Advance(TimeSpan.FromMinutes(14));
        _service.Date = right.AddMinutes(14);
        _service.Issues("czu_2", "r2", right.AddMinutes(29).ToUnixTimeSeconds()).Issues("czu_3", "r3");

        Assert.Equal("czu_2", await GetAsync(login));
        _time.Advance(TimeSpan.FromMinutes(12.9));
        Assert.Equal("czu_2", await GetAsync(login));
        _time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("czu_3", await GetAsync(login));
    }

    [Fact]
    public async Task A_login_that_was_withdrawn_is_over_and_the_service_is_not_asked_again()
    {
        LoginToken login = await LoggedInAsync();
        _service.Refuses("invalid_grant");
        _time.Advance(TimeSpan.FromMinutes(14));

        TokenException first = await Assert.ThrowsAsync<TokenException>(() => GetAsync(login));
        TokenException second = await Assert.ThrowsAsync<TokenException>(() => GetAsync(login));

        Assert.All([first, second], failure => Assert.Contains("run cozedevice login", failure.Message, StringComparison.Ordinal));
        Assert.Equal(TokenObstacle.Owner, first.Obstacle);
        Assert.Single(_service.Requests);
        Assert.False(login.IsPresent);
        Assert.DoesNotContain("r1", File.ReadAllText(_directory["login.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_the_service_does_not_know_ends_no_login()
    {
        LoginToken login = await LoggedInAsync();
        _service.Refuses("invalid_client").Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(TokenObstacle.Owner, (await Assert.ThrowsAsync<TokenException>(() => GetAsync(login))).Obstacle);
        Assert.Equal("czu_2", await GetAsync(login));
    }

    [Fact]
    public async Task Without_a_network_the_token_is_used_while_it_is_good_and_then_the_network_is_named()
    {
        LoginToken login = await LoggedInAsync();
        _service.Drops().Drops().Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("czu_1", await GetAsync(login));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TokenObstacle.Network, (await Assert.ThrowsAsync<TokenException>(() => GetAsync(login))).Obstacle);
        Assert.Equal("czu_2", await GetAsync(login));
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_a_fresh_one_that_is_refused_is_not()
    {
        LoginToken login = await LoggedInAsync();
        _service.Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(await RenewAsync(login, "czu_1"));
        Assert.True(await RenewAsync(login, "czu_1")); // told late: it was replaced meanwhile
        Assert.Equal("czu_2", await GetAsync(login));
        Assert.False(await RenewAsync(login, "czu_2"));
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_renewal_the_network_prevents_is_tried_again_at_the_next_question()
    {
        LoginToken login = await LoggedInAsync();
        _service.Drops().Drops().Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(await RenewAsync(login, "czu_1"));
        Assert.Equal(TokenObstacle.Network, (await Assert.ThrowsAsync<TokenException>(() => GetAsync(login))).Obstacle);
        Assert.Equal("czu_2", await GetAsync(login));
    }

    [Fact]
    public async Task A_refused_token_of_a_withdrawn_login_is_the_owners_matter()
    {
        LoginToken login = await LoggedInAsync();
        _service.Refuses("invalid_grant");
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await RenewAsync(login, "czu_1"));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_asked_for()
    {
        LoginToken login = await LoggedInAsync();
        Directory.CreateDirectory(_directory["login.json.new/full"]); // no file can be made there
        _time.Advance(TimeSpan.FromMinutes(16));
        await Assert.ThrowsAsync<TokenException>(() => GetAsync(login));
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_login_for_another_service_is_not_shown_to_this_one()
    {
        LoginToken login = await LoggedInAsync(stored => stored with { ApiUrl = "https://api.coze.com/" });
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("Coze:ApiUrl", (await Assert.ThrowsAsync<TokenException>(() => GetAsync(login))).Message, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_renewal_outlives_the_wait_for_it()
    {
        LoginToken login = await LoggedInAsync();
        var gate = new TaskCompletionSource();
        _service.Gate = gate.Task;
        _service.Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(16));
        using var stop = new CancellationTokenSource();
        Task<string> waiting = login.GetTokenAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within(10));
        gate.SetResult();

        // The next question waits for it.
        Assert.Equal("czu_2", await GetAsync(login));
        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(nameof(LoginStep.Prepared), "r1")]
    [InlineData(nameof(LoginStep.Answered), null)]
    [InlineData(nameof(LoginStep.Written), "czu_2")]
    [InlineData(nameof(LoginStep.Synced), "czu_2")]
    [InlineData(nameof(LoginStep.Renamed), "czu_2")]
    [InlineData(nameof(LoginStep.Done), "czu_2")]
    public async Task Killed_at_any_step_of_a_renewal_the_login_works_or_says_what_to_do(string at, string? left)
    {
        await LoggedInAsync();
        _service.Issues("czu_2", "r2");
        _time.Advance(TimeSpan.FromMinutes(14));
        await Assert.ThrowsAsync<PowerCut>(() => GetAsync(Create(Enum.Parse<LoginStep>(at))));
        int asked = _service.Requests.Count;

        LoginToken next = Create();
        if (left is null)
        {
            // The answer was received and lost: the service takes the old refresh token for a stolen one.
            _service.Refuses("invalid_grant");
            TokenException failure = await Assert.ThrowsAsync<TokenException>(() => GetAsync(next));
            Assert.Contains("cut off", failure.Message, StringComparison.Ordinal);
            Assert.Contains("run cozedevice login", failure.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Equal("czu_2", await GetAsync(next));
        Assert.Equal(left == "r1" ? 1 : asked, _service.Requests.Count);
        Assert.Equal(("czu_2", "r2", 2L), Stored());
    }

    private async Task<LoginToken> LoggedInAsync(Func<StoredLogin, StoredLogin>? change = null)
    {
        StoredLogin login = LoginFileTests.Login(1) with { ReceivedAt = Moment.Now(_time, Boot) };
        await LoginFileTests.StoreAsync(Store(null), change?.Invoke(login) ?? login);
        return Create();
    }

    private LoginToken Create(LoginStep? cutAt = null)
    {
        var login = new LoginToken(Store(cutAt), _service.Client(_time), _time, Boot, _log.CreateLogger("x"));
        _made.Add(login);
        return login;
    }

    private LoginFile Store(LoginStep? cutAt) => new(
        _directory.Path, TimeProvider.System, _log.CreateLogger("x"), cutAt is null ? null : PowerCut.At(cutAt.Value));

    private (string Access, string Refresh, long Serial) Stored()
    {
        StoredLogin login = Store(null).Load()!;
        return (login.AccessToken, login.RefreshToken, login.Serial);
    }

    private static Task<string> GetAsync(LoginToken login) => login.GetTokenAsync(CancellationToken.None).Within(10);

    private static Task<bool> RenewAsync(LoginToken login, string refused) => login.RenewAsync(refused, CancellationToken.None).Within(10);
}
