using CozeDevice.Account;
using CozeDevice.Simulator;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Account;

/// <summary>The other reading of the protocol: renewals against the simulator's refresh tokens, which work once.</summary>
public sealed class LoginAgainstSimulatorTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly ManualTimeProvider _time = new();
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());
    private SimulatorHost _service = null!;

    public async ValueTask InitializeAsync()
    {
        _time.JumpWallClock(DateTimeOffset.UtcNow - _time.GetUtcNow());
        _service = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Token = "pat_of_nobody",
            DeviceApproval = DeviceApproval.AfterPolls(0),
            DevicePollInterval = TimeSpan.Zero,
        }).Within(20);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _http.Dispose();
        _directory.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Tokens_of_a_login_open_the_service_over_many_renewals()
    {
        await LogInAsync();
        using LoginToken login = Create();
        var seen = new HashSet<string>();
        for (int i = 1; i <= 5; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(14));
            string token = await GetAsync(login);
            Assert.True(seen.Add(token));
            Assert.True(_service.Rest.Bearers.Accepts(token));
            Assert.Equal(i, _service.Rest.Refreshes.Used);
        }
    }

    [Fact]
    public async Task Eight_processes_use_up_one_refresh_token()
    {
        await LogInAsync();
        LoginToken[] all = [.. Enumerable.Range(0, 8).Select(_ => Create())];
        _time.Advance(TimeSpan.FromMinutes(14));
        string[] tokens = await Task.WhenAll(all.Select(login => login.GetTokenAsync(CancellationToken.None).AsTask())).Within(30);
        Assert.Single(tokens.Distinct());
        Assert.Equal(1, _service.Rest.Refreshes.Used);
        Array.ForEach(all, login => login.Dispose());
    }

    [Fact]
    public async Task A_withdrawn_login_is_over()
    {
        await LogInAsync();
        using LoginToken login = Create();
        string token = await GetAsync(login);
        _service.Rest.Refreshes.Revoke();
        _service.Rest.Bearers.Revoke();
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await login.RenewAsync(token, CancellationToken.None).Within(20));
        Assert.Contains("withdrew", (await Assert.ThrowsAsync<TokenException>(() => GetAsync(login))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(LoginStep.Prepared), true)]
    [InlineData(nameof(LoginStep.Answered), false)]
    [InlineData(nameof(LoginStep.Written), true)]
    [InlineData(nameof(LoginStep.Synced), true)]
    [InlineData(nameof(LoginStep.Renamed), true)]
    [InlineData(nameof(LoginStep.Done), true)]
    public async Task Killed_at_any_step_of_a_renewal_the_login_works_unless_the_answer_was_lost(string at, bool works)
    {
        await LogInAsync();
        _time.Advance(TimeSpan.FromMinutes(14));
        using LoginToken dying = Create(PowerCut.At(Enum.Parse<LoginStep>(at)));
        await Assert.ThrowsAsync<PowerCut>(() => GetAsync(dying));

        using LoginToken next = Create();
        if (works)
            Assert.True(_service.Rest.Bearers.Accepts(await GetAsync(next)));
        else
            Assert.Contains("cut off", (await Assert.ThrowsAsync<TokenException>(() => GetAsync(next))).Message, StringComparison.Ordinal);
    }

    private async Task LogInAsync()
    {
        var oauth = new OAuthClient(_http, _service.BaseUri, "cozedevice/test", TimeProvider.System);
        DeviceCode code = await oauth.BeginLoginAsync("app", null, CancellationToken.None).Within(20);
        IssuedToken issued = await oauth.AskForTokenAsync("app", code, CancellationToken.None).Within(20);
        StoredLogin login = new StoredLogin { ApiUrl = _service.BaseUri.ToString(), ClientId = "app" }
            .Renewed(issued, Moment.Now(_time, "boot-1"));
        await LoginFileTests.StoreAsync(Store(null), login);
    }

    private LoginToken Create(Action<LoginStep>? step = null) => new(
        Store(step), new OAuthClient(_http, _service.BaseUri, "cozedevice/test", _time), _time, "boot-1", _log.CreateLogger("x"));

    private LoginFile Store(Action<LoginStep>? step) => new(_directory.Path, TimeProvider.System, _log.CreateLogger("x"), step);

    private static Task<string> GetAsync(LoginToken login) => login.GetTokenAsync(CancellationToken.None).Within(20);
}
