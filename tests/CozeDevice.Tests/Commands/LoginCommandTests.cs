using System.Text.Json;
using CozeDevice.Account;
using CozeDevice.Commands;
using CozeDevice.Options;
using CozeDevice.Simulator;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class LoginCommandTests : IDisposable
{
    private const string Address = "http://127.0.0.1:9";
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_login_shows_code_address_and_qr_code_and_is_stored()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.AfterPolls(1));
        ProgramRun login = await RunAsync(service, "login");

        Assert.True(login.ExitCode == 0, login.Error);
        Assert.Contains($"{service.BaseUri}activate", login.Out, StringComparison.Ordinal);
        Assert.Matches("and type  [A-Z2-9]{4}-[A-Z2-9]{4}", login.Out);
        Assert.Contains("▀", login.Out, StringComparison.Ordinal);
        AssertNoSecret(login);

        ProgramRun token = await RunAsync(service, "token", "--json");
        using var state = JsonDocument.Parse(token.Out);
        Assert.Equal(0, token.ExitCode);
        Assert.Equal("oauth_user", state.RootElement.GetProperty("places")[0].GetProperty("kind").GetString());
        Assert.InRange(state.RootElement.GetProperty("login").GetProperty("expires_in").GetInt32(), 800, 900);
        AssertNoSecret(token);
        AssertNoSecret(await RunAsync(service, "token"));
    }

    [Fact]
    public async Task As_json_a_login_is_one_object_per_line()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.AfterPolls(0));
        ProgramRun login = await RunAsync(service, "login", "--json", "--workspace", "7400000000000000001");
        string[] lines = login.Out.TrimEnd().Split('\n');
        Assert.Equal(["code", "login"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()));
        AssertNoSecret(login);
    }

    [Theory]
    [InlineData("deny", 1, "refused in the browser", 1)]
    [InlineData("expire", 3, "in time", 2)]
    public async Task A_login_that_comes_to_nothing_says_so_and_changes_nothing(string approval, int exitCode, string why, int codes)
    {
        Assert.True(DeviceApproval.TryParse(approval, out DeviceApproval answer));
        await using SimulatorHost service = await StartAsync(answer);
        ProgramRun login = await RunAsync(service, "login", "--json");
        Assert.Equal(exitCode, login.ExitCode);
        Assert.Contains(why, Assert.Single(login.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(codes, login.Out.TrimEnd().Split('\n').Length);
        Assert.False(File.Exists(_directory["state/login.json"]));
        Assert.False(File.Exists(_directory["state/login.json.new"]));
    }

    [Fact]
    public async Task Ctrl_C_gives_up_with_1_and_changes_nothing()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.Manual);
        using var stop = new CancellationTokenSource();
        using var output = new SeenWriter("Waiting");
        Task<ProgramRun> login = ProgramRun.InAsync(
            [.. Arguments(service.BaseUri.ToString(), "login")], context => context with { Out = output }, stop.Token);
        await output.Seen.Within(20);
        await stop.CancelAsync();
        ProgramRun run = await login;
        Assert.Equal((1, "cozedevice: given up; nothing was changed\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Without_a_client_id_it_says_where_one_comes_from()
    {
        ProgramRun run = await ProgramRun.OfAsync(["login", "--set", $"State:Directory={_directory["state"]}"]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains("Auth:ClientId", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_it_ends_with_4()
    {
        ProgramRun run = await ProgramRun.OfAsync([.. Arguments(Address, "login")]);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("no connection", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_stored_no_code_is_asked_for()
    {
        _directory.Write("state", "a file");
        ProgramRun run = await ProgramRun.OfAsync([.. Arguments(Address, "login")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be stored", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_beside_another_token_says_which_is_used()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.AfterPolls(0));
        string file = _directory.Write("token", "pat_canary_0123456789");
        ProgramRun login = await RunAsync(service, "login", "--set", $"Auth:TokenFile={file}");
        Assert.Contains("Auth:TokenFile still gives a token", login.Error, StringComparison.Ordinal);

        ProgramRun token = await RunAsync(service, "token", "--set", $"Auth:TokenFile={file}");
        Assert.Contains("in use    Auth:TokenFile: personal access token", token.Out, StringComparison.Ordinal);
        Assert.Contains("not used  the stored login: OAuth token of a user", token.Out, StringComparison.Ordinal);

        ProgramRun logout = await RunAsync(service, "logout", "--set", $"Auth:TokenFile={file}");
        Assert.Equal(0, logout.ExitCode);
        Assert.Contains("still has a token, from Auth:TokenFile", logout.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory["state/login.json"]));
        Assert.DoesNotContain("canary", login.Error + token.Out + logout.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_of_the_service_is_named_by_login_token_and_logout()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.AfterPolls(0));
        string credential = _directory.Write("credstore/coze-token", "pat_canary_0123456789");

        ProgramRun before = await AsRootAsync("token");
        Assert.Equal(0, before.ExitCode);
        Assert.Contains($"the service's credential {credential}: goes before all others", before.Out, StringComparison.Ordinal);
        ProgramRun voices = await AsRootAsync("voices", "list");
        Assert.Equal(77, voices.ExitCode);
        Assert.Contains($"{credential} is for the service alone; give one as COZE_API_TOKEN", voices.Error, StringComparison.Ordinal);

        ProgramRun login = await AsRootAsync("login", "--json");
        Assert.Contains($"the service uses {credential} before the login", login.Error, StringComparison.Ordinal);
        Assert.Contains("\"used\":false", login.Out, StringComparison.Ordinal);
        using var state = JsonDocument.Parse((await AsRootAsync("token", "--json")).Out);
        Assert.Equal(credential, state.RootElement.GetProperty("service_credential").GetString());
        ProgramRun logout = await AsRootAsync("logout");
        Assert.Contains($"still has a token, from the service's credential {credential}.", logout.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", before.Out + login.Error + logout.Out, StringComparison.Ordinal);

        Task<ProgramRun> AsRootAsync(params string[] command) => ProgramRun.InAsync(
            [.. command, .. Arguments(service.BaseUri.ToString(), "x")[1..]],
            context => context with { Time = new HastyTime(TimeSpan.FromSeconds(1)), CredentialStores = [_directory["none"], _directory["credstore"]] });
    }

    [Fact]
    public void The_service_itself_has_its_credential_and_needs_no_note()
    {
        _directory.Write("credstore/coze-token", "pat_canary_0123456789");
        using var sources = new TokenSources(
            new AccountSettings(new Uri(Address), null, new AuthOptions(), _directory["state"]),
            new ProgramContext
            {
                Out = TextWriter.Null,
                Error = TextWriter.Null,
                Environment = new Dictionary<string, string> { ["CREDENTIALS_DIRECTORY"] = _directory["credstore"] },
                CredentialStores = [_directory["credstore"]],
            },
            NullLogger.Instance);
        Assert.Null(sources.Locator.ServiceCredential);
        Assert.Equal("the systemd credential coze-token", Assert.Single(sources.Locator.Survey()).Name);
    }

    [Fact]
    public async Task Without_any_token_its_state_is_77_and_a_logout_is_no_failure()
    {
        ProgramRun token = await ProgramRun.OfAsync([.. Arguments(Address, "token")]);
        ProgramRun logout = await ProgramRun.OfAsync([.. Arguments(Address, "logout")]);
        Assert.Equal((77, 0), (token.ExitCode, logout.ExitCode));
        Assert.Contains("There was no login", logout.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["state"]));
    }

    [Fact]
    public async Task A_running_agent_takes_a_login_and_a_logout_at_once()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.AfterPolls(10));
        using var stop = new CancellationTokenSource();
        Task<ProgramRun> agent = ProgramRun.OfAsync([.. Arguments(service.BaseUri.ToString(), "run"), .. Board(service)], null, stop.Token);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(_directory["control.sock"]) && !agent.IsCompleted)
            await Task.Delay(10, limit.Token);
        await using RawClient watch = await RawClient.ConnectAsync(_directory["control.sock"]);
        string first = await watch.AskAsync("""{"cmd":"watch"}""");
        await UntilAsync(watch, "need_auth", first);

        Assert.Equal(0, (await RunAsync(service, "login")).ExitCode);
        await UntilAsync(watch, "online");
        Assert.Equal(0, (await RunAsync(service, "logout")).ExitCode);
        await UntilAsync(watch, "need_auth");

        await stop.CancelAsync();
        ProgramRun run = await agent;
        Assert.Equal(0, run.ExitCode);
        AssertNoSecret(run);
    }

    private static async Task UntilAsync(RawClient watch, string state, string? line = "")
    {
        while (line is not null && !line.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal))
            line = await watch.ReadAsync();
        Assert.NotNull(line);
    }

    private string[] Board(SimulatorHost service) =>
    [
        "--set", "Coze:BotId=7350000000000000001",
        "--set", $"Coze:WebSocketUrl={service.WebSocketUri}",
        "--set", "Audio:Capture=null",
        "--set", "Audio:Playback=null",
        "--set", "Audio:Codec=pcm",
        "--set", "Audio:LockMemory=off", // this process is that of all other tests
        "--set", $"Control:Socket={_directory["control.sock"]}",
    ];

    private Task<ProgramRun> RunAsync(SimulatorHost service, string command, params string[] more) => ProgramRun.InAsync(
        [.. Arguments(service.BaseUri.ToString(), command), .. more], context => context with { Time = new HastyTime(TimeSpan.FromSeconds(1)) });

    private string[] Arguments(string api, string command) =>
    [
        command, "--set", $"Coze:ApiUrl={api.TrimEnd('/')}", "--set", $"State:Directory={_directory["state"]}", "--set", "Auth:ClientId=app",
    ];

    // An interval of nothing becomes the least the program waits, a second, which its clock here cuts short.
    private static Task<SimulatorHost> StartAsync(DeviceApproval approval) => SimulatorHost.StartAsync(
        new SimulatorOptions { Token = "pat_of_nobody", DeviceApproval = approval, DevicePollInterval = TimeSpan.Zero }).Within(20);

    private static void AssertNoSecret(ProgramRun run) => Assert.DoesNotMatch("czu_[0-9a-f]|rt_[0-9a-f]", run.Out + run.Error);
}
