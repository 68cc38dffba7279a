using System.Text.Json;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Doctor;

/// <summary>The whole command with its real probes, against the simulator.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private const string Canary = "pat_canary_0123456789";
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_good_board_ends_with_0_and_the_json_has_its_shape()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Token = Canary });
        var run = await RunAsync(simulator, Canary, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["ok", "checks"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.All(json.RootElement.GetProperty("checks").EnumerateArray(), check =>
        {
            Assert.Equal(["number", "name", "status", "finding", "remedy", "ms"], check.EnumerateObject().Select(member => member.Name));
            Assert.Contains(check.GetProperty("status").GetString(), (string[])["ok", "warning", "skipped"]);
            Assert.Equal(check.GetProperty("status").GetString() == "warning", check.GetProperty("remedy").ValueKind == JsonValueKind.String);
            Assert.Equal(JsonValueKind.Number, check.GetProperty("ms").ValueKind);
        });
        Assert.Equal("chat.update was answered with chat.updated", Finding(json, "round_trip"));
        Assert.Contains("agrees with the service", Finding(json, "clock"), StringComparison.Ordinal);
        var session = await simulator.Record.WaitForConnectionAsync(1).Within(5);
        Assert.Equal(["chat.update"], session.Uplink.Select(sent => sent.Type)); // no turn
    }

    [Fact]
    public async Task The_token_of_a_service_that_is_stopped_is_found_where_systemd_would_find_it()
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Token = Canary });
        var credential = _directory.Write("credstore/coze-token", Canary + "\n");
        File.SetUnixFileMode(credential, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var run = await RunAsync(simulator, null, "--json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal((0, "the systemd credential coze-token: a personal access token"), (run.ExitCode, Finding(json, "token")));
        Assert.Equal("chat.update was answered with chat.updated", Finding(json, "round_trip"));
    }

    [Theory]
    [InlineData("refuse-401", "token", "round_trip", "cozedevice login")]
    [InlineData("refuse-403", "token", "round_trip", "BotId")]
    [InlineData("error-4028", "token", "round_trip", "credits")]
    [InlineData("refuse-503", "token", "round_trip", "wait a minute")]
    public async Task What_the_service_says_is_told_with_the_command_to_try(string scenario, string good, string bad, string remedy)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Scenario = ScenarioCatalog.Load(scenario) });
        var run = await RunAsync(simulator, Canary, "--json");
        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("ok", Check(json, good).GetProperty("status").GetString());
        Assert.Equal("failed", Check(json, bad).GetProperty("status").GetString());
        Assert.Contains(remedy, Check(json, bad).GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_people_there_are_numbers_findings_and_what_to_try()
    {
        await using var simulator = await SimulatorHost.StartAsync(new());
        var run = await RunAsync(simulator, null);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?m)^ 1  ok       system        ", run.Out);
        Assert.Matches(@"(?m)^16  FAILED   token         there is no token in any place\n +try: sudo cozedevice login$", run.Out);
        Assert.Matches(@"(?m)^18  skipped  round_trip    needs token \(16\), which failed$", run.Out);
        Assert.Matches(@"18 checks: \d+ ok, .*1 failed, \d skipped\n$", run.Out);
    }

    [Fact]
    public async Task A_root_nobody_knows_is_named_at_tls_and_with_it_a_turn_is_answered()
    {
        var root = _directory["ca.pem"];
        await using var simulator = await SimulatorHost.StartAsync(new() { UseTls = true, CaFile = root });
        using var before = JsonDocument.Parse((await RunAsync(simulator, Canary, "--json")).Out);
        Assert.Equal("failed", Check(before, "tls").GetProperty("status").GetString());
        Assert.Equal("skipped", Check(before, "round_trip").GetProperty("status").GetString());
        var run = await RunAsync(simulator, Canary, "--json", "--turn", "--set", $"Coze:CaFile={root}");
        using var after = JsonDocument.Parse(run.Out);
        Assert.Equal((0, "a spoken question was answered"), (run.ExitCode, Finding(after, "round_trip")));
    }

    [Fact]
    public async Task Yes_and_no_ask_together_make_no_sense()
    {
        var run = await ProgramRun.OfAsync(["doctor", "--yes", "--no-ask"]);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task A_wrong_configuration_is_told_in_full_and_the_rest_is_looked_at_all_the_same()
    {
        var file = _directory.Write("c.json", """{ "Audio": { "Capture": "null", "Playback": "null", "Volume": 700 }, "Turn": { "Mode": "x" }, "Coze": {} }""");
        var run = await ProgramRun.InAsync(["doctor", "--json", "--config", file], context => context with
        {
            SoundCards = new FakeSoundCards(),
            Environment = new Dictionary<string, string> { ["COZE_API_TOKEN"] = Canary },
        });
        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        var finding = Finding(json, "configuration")!;
        Assert.All((string[])["Audio:Volume", "Turn:Mode", "Coze:BotId"], key => Assert.Contains(key, finding, StringComparison.Ordinal));
        Assert.Equal("ok", Check(json, "token").GetProperty("status").GetString());
        Assert.Equal("skipped", Check(json, "round_trip").GetProperty("status").GetString());
    }

    private async Task<ProgramRun> RunAsync(SimulatorHost simulator, string? token, params string[] more)
    {
        string[] settings =
        [
            "Coze:BotId=7350000000000000001", $"Coze:WebSocketUrl={simulator.WebSocketUri}", $"Coze:ApiUrl={simulator.BaseUri}", "Audio:Capture=null",
            "Audio:Playback=null", "Audio:Codec=g711a", "Button:Line=none", "Led:Kind=none", $"State:Directory={_directory["state"]}",
            $"Control:Socket={_directory["none.sock"]}",
        ];
        var run = await ProgramRun.InAsync(
            ["doctor", .. more, .. settings.SelectMany(setting => (string[])["--set", setting])],
            context => context with
            {
                SoundCards = new FakeSoundCards(),
                CredentialStores = [_directory["credstore"]],
                Environment = token is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["COZE_API_TOKEN"] = token },
            });
        Assert.DoesNotContain(Canary, run.Out + run.Error, StringComparison.Ordinal);
        return run;
    }

    private static JsonElement Check(JsonDocument json, string name) =>
        json.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);

    private static string? Finding(JsonDocument json, string name) => Check(json, name).GetProperty("finding").GetString();
}
