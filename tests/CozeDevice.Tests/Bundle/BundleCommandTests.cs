using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using CozeDevice.Bundle;
using CozeDevice.Control;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Doctor;
using CozeDevice.Tests.EndToEnd;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Bundle;

public sealed class BundleCommandTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Archive => _directory["out.tar.gz"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task No_secret_of_this_device_is_in_the_bundle_wherever_it_stood()
    {
        // Without a prefix on purpose: nothing but knowing them finds them.
        string[] canaries = [.. Enumerable.Range(1, 12).Select(i => $"canary{i:00}QmZ7")];
        var state = _directory["state"];
        _directory.Write("state/login.json", $$"""{"version":1,"serial":1,"access_token":"{{canaries[0]}}","refresh_token":"{{canaries[1]}}","client_id":"c","api_url":"https://api.coze.cn"}""");
        _directory.Write("state/login.json.bad", $"{{\"access_token\":\"{canaries[2]}");
        _directory.Write("state/state.json", $$"""{"version":1,"volume":40,"note":"{{canaries[3]}}"}""");
        var token = _directory.Write("token", canaries[4] + "\n");
        var headers = _directory.Write("headers", $"Authorization: Bearer {canaries[5]}\nX-Team: {canaries[6]}\n");
        _directory.Write("credentials/coze-token", canaries[7]);
        var config = _directory.Write("c.json", $$"""
            {
              "Auth": { "Token": "{{canaries[8]}}", "TokenFile": "{{token}}" },
              "Metrics": { "OtlpEndpoint": "http://127.0.0.1:1", "OtlpHeadersFile": "{{headers}}" },
              "State": { "Directory": "{{state}}" },
              "Control": { "Socket": "{{_directory["none.sock"]}}" }
            }
            """);
        var everything = string.Join("\n", canaries.Select(canary => $"the service said {canary} to us, {Uri.EscapeDataString(canary)}"));
        var run = await RunAsync(["--config", config], new FakePrograms(everything), new()
        {
            ["COZE_API_TOKEN"] = canaries[9],
            ["CREDENTIALS_DIRECTORY"] = _directory["credentials"],
            ["MY_PROXY_PASSWORD"] = canaries[10],
            ["SOME_SECRET"] = canaries[11],
        });

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var files = Read();
        // canaries[3] is in a file that is never read for the bundle, so only a journal that holds it could bring it: it does.
        foreach (var canary in canaries.Where((_, i) => i != 3))
        {
            Assert.DoesNotContain(canary, run.Out, StringComparison.Ordinal);
            Assert.All(files, file => Assert.DoesNotContain(canary, file.Value, StringComparison.Ordinal));
        }

        Assert.All(files.Where(file => file.Key is not ("journal.txt" or "unit.txt" or "kernel.txt" or "throttling.txt")),
            file => Assert.DoesNotContain(canaries[3], file.Value, StringComparison.Ordinal));
        Assert.Equal(12, files["journal.txt"].Split('\n').Length); // masked, not cut
    }

    [Fact]
    public async Task It_says_what_is_in_it_and_is_for_its_owner_alone()
    {
        var run = await RunAsync(["--set", "Coze:BotId=73"], new FakePrograms("usb 1-1: new device\nsystemd: nothing to us\n"), []);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
        var files = Read();
        string[] expected = ["README.txt", "cards.txt", "configuration.json", "doctor.json", "journal.txt", "kernel.txt", "throttling.txt", "unit.txt", "versions.txt"];
        Assert.Equal(expected, files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files.Keys.Where(name => name != "README.txt"), name => Assert.Contains(name, run.Out, StringComparison.Ordinal));
        Assert.Contains("(could not be had: state and counters of the running agent)", run.Out, StringComparison.Ordinal);
        Assert.Equal("usb 1-1: new device\n", files["kernel.txt"]);
        using var doctor = JsonDocument.Parse(files["doctor.json"]);
        Assert.Equal(18, doctor.RootElement.GetProperty("checks").GetArrayLength());
        using var configuration = JsonDocument.Parse(files["configuration.json"]);
        Assert.Contains(configuration.RootElement.GetProperty("settings").EnumerateArray(), setting => setting.GetProperty("key").GetString() == "Audio:Codec");
        Assert.StartsWith("cozedevice ", files["versions.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_is_there_is_not_replaced()
    {
        _directory.Write("out.tar.gz", "mine");
        var run = await RunAsync([], new FakePrograms(""), []);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is there already", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Archive, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_one_clear_line()
    {
        var run = await ProgramRun.InAsync(["support-bundle", "--out", "/nonexistent/a.tar.gz"], Surroundings(new FakePrograms(""), []));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("cozedevice: cannot write /nonexistent/a.tar.gz", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_known_of_a_status_is_taken_over()
    {
        using var log = new TestLog();
        var device = new FakeDevice();
        await using var server = ControlServer.Start(_directory["c.sock"], device, log.For<ControlServer>(), TimeProvider.System);
        var run = await RunAsync(["--set", $"Control:Socket={_directory["c.sock"]}"], new FakePrograms(""), []);
        Assert.Equal(0, run.ExitCode);
        using var status = JsonDocument.Parse(Read()["status.json"]);
        Assert.Equal(12, status.RootElement.GetProperty("status").GetProperty("stats").GetProperty("counters").GetProperty("frames_sent").GetInt32());
    }

    [Fact]
    public async Task What_was_said_and_answered_is_in_no_log_and_no_status()
    {
        const string Said = "the quick brown fox", Answered = "jumps over the lazy dog", Told = "sphinx of black quartz";
        await using var simulator = await SimulatorHost.StartAsync(new()
        {
            Scenario = ScenarioCatalog.Parse($$"""{"replies":[{"transcript":"{{Said}}","text":"{{Answered}}"}]}"""),
        });
        var socket = _directory["control.sock"];
        using var agent = AgentProcess.Start(simulator, _directory);
        var log = agent.StandardError.ReadToEndAsync();
        ProgramRun bundle;
        try
        {
            await TalkAsync(log, socket, Answered, Told);
            bundle = await RunAsync(["--set", $"Control:Socket={socket}"], new FakePrograms(""), []);
        }
        finally
        {
            agent.Kill();
        }

        var journal = await log.Within(10);
        Assert.Contains("thinking", journal, StringComparison.Ordinal); // it is the verbose log of that turn
        Assert.Equal(0, bundle.ExitCode);
        var files = Read();
        Assert.Contains("status.json", files.Keys);
        Assert.All([.. files.Values, journal], text => Assert.All(
            (string[])[Said, Answered, Told], words => Assert.DoesNotContain(words, text, StringComparison.OrdinalIgnoreCase)));
    }

    // One spoken turn to the end of its first sentence, then a text to say.
    private static async Task TalkAsync(Task over, string socket, string answered, string told)
    {
        await using var watcher = await ConnectAsync(over, socket).Within(15);
        var line = await watcher.AskAsync("""{"cmd":"watch"}""").Within(10);
        while (!line!.Contains("\"online\"", StringComparison.Ordinal)) line = await watcher.ReadAsync().Within(10);
        await using var client = await RawClient.ConnectAsync(socket);
        await client.AskAsync("""{"cmd":"press"}""").Within(10);
        await Task.Delay(700); // longer than a tap
        await client.AskAsync("""{"cmd":"release"}""").Within(10);
        while (!line!.Contains(answered, StringComparison.Ordinal)) line = await watcher.ReadAsync().Within(10);
        await client.AskAsync($$"""{"cmd":"say","text":"{{told}}"}""").Within(10);
    }

    // The socket file is there a moment before somebody listens.
    private static async Task<RawClient> ConnectAsync(Task over, string socket)
    {
        while (true)
        {
            try
            {
                return await RawClient.ConnectAsync(socket);
            }
            catch (System.Net.Sockets.SocketException) when (!over.IsCompleted)
            {
                await Task.Delay(20);
            }
        }
    }

    [Fact]
    public async Task The_words_of_a_login_with_half_a_character_are_taken_for_secrets()
    {
        var state = _directory["state"];
        _directory.Write("state/login.json", """{"version":1,"access_token":"canaryQmZ7","client_\ud800":"\udc00"}""");

        var run = await RunAsync(["--set", $"State:Directory={state}"], new FakePrograms("the service said canaryQmZ7"), []);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(Read(), file => Assert.DoesNotContain("canaryQmZ7", file.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_is_not_there_or_fails_gives_nothing_and_one_that_works_its_output()
    {
        var runner = new ProgramRunner();
        Assert.Null(await runner.RunAsync("no-such-program-of-ours", [], CancellationToken.None).Within(10));
        Assert.Null(await runner.RunAsync("false", [], CancellationToken.None).Within(10));
        Assert.Equal("a b\n", await runner.RunAsync("echo", ["a b"], CancellationToken.None).Within(10));
    }

    private Task<ProgramRun> RunAsync(string[] args, IProgramRunner programs, Dictionary<string, string> environment) =>
        ProgramRun.InAsync(["support-bundle", "--out", Archive, .. args], Surroundings(programs, environment));

    // The doctor's own probes would look at the network of the bench.
    private static Func<CozeDevice.Commands.ProgramContext, CozeDevice.Commands.ProgramContext> Surroundings(
        IProgramRunner programs, Dictionary<string, string> environment)
    {
        var machine = new SickMachine();
        return context => context with
        {
            Environment = environment,
            Programs = programs,
            SoundCards = machine.Cards,
            Probes = new() { Machine = machine, Agent = machine, Network = machine, Service = machine, Panel = machine },
        };
    }

    private Dictionary<string, string> Read()
    {
        var files = new Dictionary<string, string>();
        using var file = File.OpenRead(Archive);
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(zip);
        while (tar.GetNextEntry() is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            files.Add(Path.GetFileName(entry.Name), reader.ReadToEnd());
        }

        return files;
    }

    /// <summary>A system whose every program says the same.</summary>
    private sealed class FakePrograms(string output) : IProgramRunner
    {
        public Task<string?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
            Task.FromResult<string?>(output);
    }
}
