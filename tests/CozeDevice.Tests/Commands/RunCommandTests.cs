using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Socket => _directory["control.sock"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Without_a_token_it_ends_with_77_and_says_where_one_may_be()
    {
        ProgramRun run = await ProgramRun.OfAsync(Arguments());
        AssertOneLine(run, 77, "Auth:TokenFile", "COZE_API_TOKEN");
    }

    [Fact]
    public async Task A_missing_token_file_ends_with_77_and_is_named()
    {
        ProgramRun run = await ProgramRun.OfAsync(Arguments($"Auth:TokenFile={_directory["none"]}"));
        AssertOneLine(run, 77, "Auth:TokenFile", _directory["none"], "does not exist");
    }

    [Fact]
    public async Task A_token_that_would_smuggle_a_header_is_refused_and_not_shown()
    {
        string file = _directory.Write("token", "pat_secret\r\nX-Evil: 1");
        ProgramRun run = await ProgramRun.OfAsync(Arguments($"Auth:TokenFile={file}"));
        AssertOneLine(run, 77, "Auth:TokenFile");
        Assert.DoesNotContain("pat_secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_agent_id_ends_with_78()
    {
        ProgramRun run = await ProgramRun.OfAsync(["run", "--set", $"Control:Socket={Socket}"], Token());
        Assert.Equal(78, run.ExitCode);
        Assert.Contains("Coze:BotId", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_ends_with_78_and_names_the_nearest()
    {
        ProgramRun run = await ProgramRun.OfAsync(Arguments("Audio:Captur=null"), Token());
        Assert.Equal(78, run.ExitCode);
        Assert.Contains("Audio:Capture", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_agent_on_the_same_socket_ends_with_1_and_the_first_goes_on()
    {
        using var stop = new CancellationTokenSource();
        Task<ProgramRun> first = ProgramRun.OfAsync(Arguments(), Token(), stop.Token);
        await UntilAnswersAsync(first);

        ProgramRun second = await ProgramRun.OfAsync(Arguments(), Token());

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(Socket, second.Error, StringComparison.Ordinal);
        await using (RawClient client = await RawClient.ConnectAsync(Socket))
            Assert.Equal("""{"ok":true}""", await client.AskAsync("""{"cmd":"tap"}"""));
        await stop.CancelAsync();
        Assert.Equal(0, (await first).ExitCode);
        Assert.False(File.Exists(Socket));
    }

    [Fact]
    public async Task Without_the_recording_it_runs_and_shows_a_broken_microphone()
    {
        string missing = _directory["missing.wav"];
        using var stop = new CancellationTokenSource();
        Task<ProgramRun> agent = ProgramRun.OfAsync(Arguments($"Audio:Capture=file:{missing}"), Token(), stop.Token);
        await UntilAnswersAsync(agent);
        await using RawClient client = await RawClient.ConnectAsync(Socket);

        string? line = await client.AskAsync("""{"cmd":"watch"}""");
        while (line is not null && !line.Contains("\"pattern\":\"fault\"", StringComparison.Ordinal))
            line = await client.ReadAsync();

        Assert.NotNull(line);
        await stop.CancelAsync();
        ProgramRun run = await agent;
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Volume_and_mute_are_remembered()
    {
        for (int start = 0; start < 2; start++)
        {
            using var stop = new CancellationTokenSource();
            Task<ProgramRun> agent = ProgramRun.OfAsync(Arguments(), Token(), stop.Token);
            await UntilAnswersAsync(agent);
            await using (RawClient client = await RawClient.ConnectAsync(Socket))
            {
                string status = await client.AskAsync("""{"cmd":"status"}""");
                Assert.Equal(start == 1, status.Contains("\"volume\":35", StringComparison.Ordinal));
                Assert.Equal(start == 1, status.Contains("\"muted\":true", StringComparison.Ordinal));
                await client.AskAsync("""{"cmd":"volume","percent":35}""");
                await client.AskAsync("""{"cmd":"mute"}""");
            }
            await stop.CancelAsync();
            await agent;
        }
    }

    private string[] Arguments(params string[] settings) =>
    [
        "run",
        "--set", "Coze:BotId=7350000000000000001",
        // Nobody listens there: these tests are about everything but the link.
        "--set", "Coze:WebSocketUrl=ws://127.0.0.1:9",
        "--set", "Coze:ApiUrl=http://127.0.0.1:9",
        "--set", "Audio:Capture=null",
        "--set", "Audio:Playback=null",
        "--set", "Audio:Codec=pcm",
        "--set", "Audio:LockMemory=off", // this process is that of all other tests
        "--set", $"Control:Socket={Socket}",
        "--set", $"State:Directory={_directory["state"]}",
        .. settings.SelectMany(setting => new[] { "--set", setting }),
    ];

    private static Dictionary<string, string> Token() => new() { ["COZE_API_TOKEN"] = "pat_" + TestLog.Canary };

    private static void AssertOneLine(ProgramRun run, int exitCode, params string[] parts)
    {
        Assert.Equal(exitCode, run.ExitCode);
        string line = Assert.Single(run.Error.TrimEnd().Split('\n'));
        foreach (string part in parts)
            Assert.Contains(part, line, StringComparison.Ordinal);
    }

    private async Task UntilAnswersAsync(Task agent)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(Socket) && !agent.IsCompleted)
            await Task.Delay(10, limit.Token);
        Assert.False(agent.IsCompleted, "the agent ended");
    }
}
