using System.Text.Json;
using CozeDevice.Account;
using CozeDevice.Commands;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Rest;
using Xunit;

namespace CozeDevice.Tests.Commands;

/// <summary>The commands for REST calls, against the simulator and against what goes wrong.</summary>
public sealed class RestCommandTests : IAsyncLifetime
{
    private const string Canary = "pat_canary_9876543210";
    private readonly TempDirectory _directory = new();
    private SimulatorHost _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await SimulatorHost.StartAsync(new() { Token = Canary });

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Voices_are_a_table_of_all_pages_and_json()
    {
        var table = await RunAsync("voices", "list", "--page-size", "5");
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Equal(14, table.Out.TrimEnd().Split('\n').Length);
        Assert.StartsWith("voice_id ", table.Out, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await RunAsync("voices", "list", "--json", "--filter-system-voice", "true")).Out);
        Assert.Equal("My own voice", Assert.Single(json.RootElement.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(4, (await RunAsync("voices", "list", "--page-num", "2", "--page-size", "3")).Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task A_room_is_not_made_unasked()
    {
        var run = await RunAsync("room", "create", "--bot-id", "7");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("at least 3 minutes", run.Error, StringComparison.Ordinal);
        Assert.Contains("Give --yes", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("n\n", 1)]
    [InlineData("", 1)]
    public async Task On_a_terminal_it_asks_after_it_said_what_it_costs(string answer, int exitCode)
    {
        var run = await RunAsync(context => context with { IsInteractive = true, In = new StringReader(answer) }, "room", "create", "--bot-id", "7");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("at least 3 minutes", run.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0, run.Out.Contains("room_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_room_names_what_is_needed_to_join_and_draws_it()
    {
        var run = await RunAsync("room", "create", "--bot-id", "7", "--uid", "board", "--yes", "--json", "--qr", "--room-mode", "s2s");
        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["app_id", "room_id", "uid", "token"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("board", json.RootElement.GetProperty("uid").GetString());
        Assert.Contains("s2s is missing from the newer page", run.Error, StringComparison.Ordinal);
        Assert.Contains("█▀", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(json.RootElement.GetProperty("token").GetString()!, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_is_made_shown_listed_and_cleared()
    {
        using var made = JsonDocument.Parse((await RunAsync("conversation", "create", "--bot-id", "7", "--name", "kitchen", "--meta", "a=b", "--json")).Out);
        var id = made.RootElement.GetProperty("id").GetString()!;
        Assert.Equal("b", made.RootElement.GetProperty("meta_data").GetProperty("a").GetString());
        Assert.Contains("kitchen", (await RunAsync("conversation", "show", id)).Out, StringComparison.Ordinal);
        Assert.Contains(id, (await RunAsync("conversation", "list", "--bot-id", "7")).Out, StringComparison.Ordinal);
        Assert.StartsWith("cleared; new section ", (await RunAsync("conversation", "clear", id)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--no-stream")]
    public async Task A_chat_prints_the_answer_and_how_to_go_on(params string[] more)
    {
        var run = await RunAsync(["chat", "--bot-id", "7", .. more, "hello", "there"]);
        Assert.Equal((0, "You wrote: hello there\n"), (run.ExitCode, run.Out));
        var conversation = run.Error.Trim().Split(' ')[^1];
        using var json = JsonDocument.Parse((await RunAsync(["chat", "--bot-id", "7", "--conversation", conversation, "--json", .. more, "again"])).Out);
        Assert.Equal(conversation, json.RootElement.GetProperty("conversation_id").GetString());
        Assert.Equal(("completed", "You wrote: again"), (json.RootElement.GetProperty("status").GetString(), json.RootElement.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_picture_is_uploaded_and_asked_about()
    {
        var run = await RunAsync("chat", "--bot-id", "7", "--image", _directory.Write("cat.png", "not really"), "What is it?");
        Assert.Equal((0, "You wrote: What is it?\n"), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("""{"replies":[{"tools":[{"name":"set_led","arguments":{"pattern":"x"}}],"then":{"text":"t"}}]}""", "it calls set_led {\"pattern\":\"x\"}")]
    [InlineData("""{"replies":[{"failed":{"code":4013,"msg":"model error"}}]}""", "the agent failed: code 4013, model error")]
    public async Task What_the_agent_cannot_answer_is_told_plainly(string scenario, string message)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { Scenario = ScenarioCatalog.Parse(scenario) });
        foreach (var more in (string[][])[[], ["--no-stream"]])
        {
            var run = await RunAtAsync(simulator.BaseUri, static context => context, ["chat", "--bot-id", "7", .. more, "go"]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ctrl_C_cancels_the_chat_at_the_service()
    {
        await using var server = new RawHttpServer(
            "HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\nevent:conversation.chat.created\ndata:{\"id\":\"1\",\"conversation_id\":\"2\"}\n\nevent:conversation.message.delta\ndata:{\"content\":\"Once\"}\n\n",
            RawHttpServer.Json("""{"code":0,"data":{"id":"1","conversation_id":"2","status":"canceled"}}"""))
        { KeepsFirstOpen = true };
        using var stop = new CancellationTokenSource();
        using var output = new SeenWriter("Once");
        var running = ProgramRun.InAsync(
            ["chat", "--bot-id", "7", "--set", $"Coze:ApiUrl={server.Url}", "tell me a story"],
            context => context with { Environment = new Dictionary<string, string> { ["COZE_API_TOKEN"] = Canary }, Out = output },
            stop.Token);
        await output.Seen.Within(10);
        await stop.CancelAsync();
        var run = await running;
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the chat was cancelled", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("POST /v3/chat/cancel", server.Requests[1], StringComparison.Ordinal);
        Assert.EndsWith("""{"chat_id":"1","conversation_id":"2"}""", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speech_goes_to_a_file_and_comes_back_as_text()
    {
        var file = _directory["a.wav"];
        Assert.Equal(0, (await RunAsync("speech", "hello", "--voice-id", "7426720361733000001", "--out", file)).ExitCode);
        Assert.StartsWith("I heard ", (await RunAsync("transcribe", file)).Out, StringComparison.Ordinal);
        Assert.Matches("^[0-9]+\n$", (await RunAsync("file", "upload", file)).Out);
        Assert.Equal(["a.wav"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_failed_speech_leaves_the_old_file_alone()
    {
        var file = _directory.Write("a.mp3", "old");
        var run = await RunAsync(context => context with { Environment = new Dictionary<string, string> { ["COZE_API_TOKEN"] = "wrong" } }, "speech", "hello", "--voice-id", "v", "--out", file);
        Assert.Equal(77, run.ExitCode);
        Assert.Equal("old", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(_directory.Path));
    }

    [Theory]
    [InlineData(78, "Coze:BotId is missing", "room", "create", "--yes")]
    [InlineData(78, "Coze:BotId is missing", "chat", "hi")]
    [InlineData(78, "Coze:BotId is missing", "conversation", "list")]
    [InlineData(2, "--video-frame-rate must be 1 to 24, is 25", "room", "create", "--bot-id", "7", "--yes", "--video-frame-rate", "25")]
    [InlineData(2, "--video-frame-rate is \"fast\"; it should be a whole number", "room", "create", "--bot-id", "7", "--video-frame-rate", "fast")]
    [InlineData(2, "--voice-state must be one of init, cloned, all", "voices", "list", "--voice-state", "x")]
    [InlineData(2, "--variable is \"x\"; it should be NAME=VALUE", "chat", "--bot-id", "7", "--variable", "x", "hi")]
    [InlineData(2, "half a character", "chat", "--bot-id", "7", "--parameter", "a=\"\\ud800\"", "hi")]
    [InlineData(2, "is no JSON", "chat", "--bot-id", "7", "--parameter", "a=hello", "hi")]
    [InlineData(2, "--save-history must be true where stream is false", "chat", "--bot-id", "7", "--no-stream", "--save-history", "false", "hi")]
    [InlineData(2, "--meta k must have a value", "conversation", "create", "--meta", "k=")]
    [InlineData(2, "ID should be the id of a conversation", "conversation", "show", "a b")]
    [InlineData(2, "/nonexistent does not exist", "file", "upload", "/nonexistent")]
    [InlineData(2, "/nonexistent does not exist", "transcribe", "/nonexistent")]
    [InlineData(2, "/nonexistent does not exist", "chat", "--bot-id", "7", "--image", "/nonexistent", "hi")]
    [InlineData(2, "--voice-id is required (or Coze:VoiceId in the configuration)", "speech", "hi", "--out", "/tmp/a.wav")]
    [InlineData(2, "does not say its format", "speech", "hi", "--voice-id", "v", "--out", "/tmp/a.xyz")]
    [InlineData(2, "--out", "speech", "hi", "--voice-id", "v")]
    [InlineData(78, "Coze:ApiUrl", "voices", "list", "--set", "Coze:ApiUrl=http://example.com")]
    [InlineData(78, "Coze:Plan", "voices", "list", "--set", "Coze:Plan=gold")]
    public async Task Wrong_input_is_one_line_that_says_what_and_what_would_be_right(int exitCode, string message, params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_it_ends_with_77()
    {
        var run = await RunAsync(context => context with { Environment = new Dictionary<string, string>() }, "voices", "list");
        Assert.Equal(77, run.ExitCode);
        Assert.Contains("no token", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_ends_with_77_with_hint_and_log_id_and_is_not_shown()
    {
        var run = await RunAsync(context => context with { Environment = new Dictionary<string, string> { ["COZE_API_TOKEN"] = "pat_wrong_canary" } }, "voices", "list");
        Assert.Equal(77, run.ExitCode);
        Assert.Matches("code 4100, authentication invalid .*Log in again.*log id [0-9A-F]+", run.Error);
        Assert.DoesNotContain("pat_wrong_canary", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, true)] // root:cozedevice
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    public async Task A_token_that_others_can_read_is_used_and_warned_of(UnixFileMode mode, bool isWarned)
    {
        var file = _directory.Write("c.json", $$"""{ "Auth": { "Token": "{{Canary}}" } }""");
        File.SetUnixFileMode(file, mode);
        var run = await RunAsync(context => context with { Environment = new Dictionary<string, string>() }, "voices", "list", "--config", file);
        Assert.Equal(0, run.ExitCode);
        var user = Environment.IsPrivilegedProcess ? "cozedevice" : Environment.UserName;
        Assert.Equal(
            isWarned ? $"cozedevice: others can read the token in {file}: move it to /etc/credstore/coze-token, or sudo chown {user} {file} && sudo chmod 600 {file}\n" : "",
            run.Error);
    }

    [Fact]
    public async Task A_certificate_is_trusted_with_its_root_and_not_without()
    {
        var root = _directory["ca.pem"];
        await using var simulator = await SimulatorHost.StartAsync(new() { UseTls = true, CaFile = root });
        var run = await RunAtAsync(simulator.BaseUri, static context => context, ["voices", "list"]);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("is not trusted", run.Error, StringComparison.Ordinal);
        Assert.Contains("Coze:CaFile adds a root", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAtAsync(simulator.BaseUri, static context => context, ["voices", "list", "--set", $"Coze:CaFile={root}"])).ExitCode);
    }

    [Theory]
    [InlineData("voices", "list")]
    [InlineData("login", "--set", "Auth:ClientId=app")]
    public async Task A_clock_before_the_program_was_built_is_named_instead_of_the_certificate(params string[] command)
    {
        await using var simulator = await SimulatorHost.StartAsync(new() { UseTls = true });
        var run = await RunAtAsync(
            simulator.BaseUri, static context => context with { Time = new LateTime() }, [.. command, "--set", $"State:Directory={_directory["state"]}"]);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("the clock of this board says 2026-01-02", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_ends_with_4()
    {
        using var nobody = new ClosedPort();
        var run = await RunAtAsync(nobody.Url, static context => context, ["voices", "list"]);
        Assert.Equal(4, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("exit 1", 4)]
    [InlineData("echo no", 77)]
    public async Task Whether_the_token_is_out_of_reach_or_the_owner_must_act_shows_in_the_exit_code(string helper, int exitCode)
    {
        var file = _directory.Write("c.json", $$"""{ "Auth": { "Command": ["/bin/sh", "-c", "{{helper}}"] } }""");
        var run = await RunAsync("voices", "list", "--config", file);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("Auth:Command", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 3)]
    public async Task A_login_that_cannot_be_renewed_ends_with_the_code_of_what_is_in_the_way(bool isSilent, int exitCode)
    {
        using var nobody = new ClosedPort();
        await using var silent = new RawHttpServer((string?)null);
        var url = isSilent ? silent.Url : nobody.Url;
        _directory.Write("state/login.json", $$"""
            {"version":1,"api_url":"{{url}}","client_id":"c","access_token":"czu_a","refresh_token":"rt_a","received_at":0,"lifetime":900}
            """);
        var running = RunAtAsync(
            url,
            context => context with { Environment = new Dictionary<string, string>(), Time = isSilent ? new HastyTime(OAuthClient.Limit) : context.Time },
            ["voices", "list", "--set", $"State:Directory={_directory["state"]}"]);
        Assert.Equal(exitCode, (await running).ExitCode);
    }

    [Fact]
    public async Task A_setting_elsewhere_that_is_wrong_is_no_matter()
    {
        var file = _directory.Write("c.json", """{ "Audio": { "Codec": "mp3" } }""");
        Assert.Equal(0, (await RunAsync("voices", "list", "--config", file)).ExitCode);
    }

    private Task<ProgramRun> RunAsync(params string[] args) => RunAsync(static context => context, args);

    private Task<ProgramRun> RunAsync(Func<ProgramContext, ProgramContext> change, params string[] args) =>
        RunAtAsync(_simulator.BaseUri, change, args);

    private static async Task<ProgramRun> RunAtAsync(Uri url, Func<ProgramContext, ProgramContext> change, string[] args)
    {
        string[] all = args.Any(arg => arg.StartsWith("Coze:ApiUrl", StringComparison.Ordinal)) ? args : [.. args, "--set", $"Coze:ApiUrl={url}"];
        var run = await ProgramRun.InAsync(
            all, context => change(context with { Environment = new Dictionary<string, string> { ["COZE_API_TOKEN"] = Canary } }));
        Assert.DoesNotContain(Canary, run.Out + run.Error, StringComparison.Ordinal);
        return run;
    }

    // The year of the program, but before it was built.
    private sealed class LateTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
    }
}
