using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Benchmark;

/// <summary><c>bench</c> against the simulator, and with everything people may get wrong.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private const string Token = "pat_canary";
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Turns_are_measured_after_a_warm_up_and_told_as_json()
    {
        await using SimulatorHost simulator = await StartAsync(Scenario.Parrot);
        ProgramRun run = await RunAsync(simulator, "--turns", "2", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement result = document.RootElement;
        Assert.True(result.GetProperty("warm_up").GetProperty("ok").GetBoolean());
        Assert.Equal(2, result.GetProperty("turns").GetArrayLength());
        Assert.Equal(0, result.GetProperty("failed").GetInt32());
        foreach (string of in (string[])["transcript_ms", "text_ms", "audio_ms"])
        {
            double[] turns = [.. result.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty(of).GetDouble())];
            Assert.Equal(2, result.GetProperty(of).GetProperty("count").GetInt32());
            Assert.Equal(turns.Min(), result.GetProperty(of).GetProperty("p50").GetDouble());
            Assert.Equal(turns.Max(), result.GetProperty(of).GetProperty("p99").GetDouble());
        }

        Assert.DoesNotContain(Token, run.Out + run.Error, StringComparison.Ordinal);
        ConnectionRecord connection = Assert.Single(simulator.Record.Connections);
        Assert.Equal(3, connection.Uplink.Count(uplink => uplink.Type == "input_audio_buffer.complete"));
        Assert.Equal(3, connection.Uplink.Count(uplink => uplink.Type == "conversation.clear"));
    }

    [Fact]
    public async Task A_question_in_text_is_measured_without_a_word_being_spoken()
    {
        await using SimulatorHost simulator = await StartAsync(Scenario.Parrot);
        ProgramRun run = await AskAsync(simulator, "--turns", "2", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement result = document.RootElement;
        Assert.Equal("text", result.GetProperty("question").GetString());
        Assert.False(result.TryGetProperty("utterance_s", out _) || result.TryGetProperty("transcript_ms", out _));
        foreach (string of in (string[])["text_ms", "audio_ms"])
        {
            double[] turns = [.. result.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty(of).GetDouble())];
            Assert.Equal(2, result.GetProperty(of).GetProperty("count").GetInt32());
            Assert.Equal(turns.Max(), result.GetProperty(of).GetProperty("max").GetDouble());
        }

        ConnectionRecord connection = Assert.Single(simulator.Record.Connections);
        Assert.DoesNotContain(connection.Uplink, uplink => uplink.Type.StartsWith("input_audio_buffer.", StringComparison.Ordinal));
        UplinkRecord[] asked = [.. connection.Uplink.Where(uplink => uplink.Type == "conversation.message.create")];
        Assert.Equal(3, asked.Length);
        Assert.All(asked, one => Assert.Equal(("user", "text", "几点了？"), Content(one)));
        Assert.Equal(3, connection.Uplink.Count(uplink => uplink.Type == "conversation.clear"));

        static (string?, string?, string?) Content(UplinkRecord asked)
        {
            JsonElement data = asked.Message.GetProperty("data");
            return (data.GetProperty("role").GetString(), data.GetProperty("content_type").GetString(), data.GetProperty("content").GetString());
        }
    }

    [Fact]
    public async Task People_see_no_transcript_of_a_question_in_text()
    {
        await using SimulatorHost simulator = await StartAsync(Scenario.Parrot);
        ProgramRun run = await AskAsync(simulator, "--turns", "1");
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Matches(@"(?m)^turn 1    text \d+\.\d ms, audio \d+\.\d ms$", run.Out);
        Assert.Contains("from question to", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("transcript", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_in_text_whose_link_is_lost_does_not_count()
    {
        await using SimulatorHost simulator = await StartAsync(ScenarioCatalog.Load("reset-mid-reply"));
        ProgramRun run = await AskAsync(simulator, "--turns", "1");
        Assert.Contains("warm-up   failed: link_lost", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--text is empty", "--text", " ")]
    [InlineData("two questions", "--text", "hello", "--wav", "question.wav")]
    public async Task A_question_that_is_none_or_two_is_usage(string hint, params string[] question)
    {
        ProgramRun run = await ProgramRun.OfAsync(["bench", "--set", "Coze:BotId=1", "--set", "Audio:Codec=pcm", .. question], Environment());
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_the_service_fails_are_told_with_its_word_and_do_not_count()
    {
        await using SimulatorHost simulator = await StartAsync(ScenarioCatalog.Load("failed"));
        ProgramRun run = await RunAsync(simulator, "--turns", "2", "--json");
        Assert.Equal(1, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal(2, document.RootElement.GetProperty("failed").GetInt32());
        JsonProperty why = Assert.Single(document.RootElement.GetProperty("failures").EnumerateObject());
        Assert.Matches("^[0-9]+ ", why.Name);
        Assert.Equal(2, why.Value.GetInt32());
        Assert.Equal(0, document.RootElement.GetProperty("text_ms").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task People_get_a_line_a_turn_and_a_table_and_a_turn_with_a_lost_link_does_not_count()
    {
        await using SimulatorHost simulator = await StartAsync(ScenarioCatalog.Load("reset-after-complete"));
        ProgramRun run = await RunAsync(simulator, "--turns", "1");
        // The scenario resets the first connection alone: the warm-up is lost, the turn is not.
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Contains("warm-up   failed: link_lost", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^turn 1    transcript \d+\.\d ms, text \d+\.\d ms, audio \d+\.\d ms$", run.Out);
        Assert.Matches(@"from complete to\W+turns\W+min\W+P50\W+P90\W+P99\W+max", run.Out);
        Assert.Matches(@"first audio\W+1\W+\d+\.\d ms", run.Out);
    }

    [Fact]
    public async Task A_refused_token_ends_it_with_77()
    {
        await using SimulatorHost simulator = await StartAsync(ScenarioCatalog.Load("refuse-401"));
        ProgramRun run = await RunAsync(simulator);
        Assert.Equal(77, run.ExitCode);
        Assert.StartsWith("cozedevice: no session with 127.0.0.1 (", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_it_with_4()
    {
        ProgramRun run = await ProgramRun.OfAsync(
            ["bench", "--set", "Coze:BotId=1", "--set", "Coze:WebSocketUrl=ws://127.0.0.1:9", "--set", "Audio:Codec=pcm"], Environment());
        Assert.Equal(4, run.ExitCode);
        Assert.Equal("cozedevice: no session with 127.0.0.1 (no_network)", run.Error.Split('\n')[0].Split("): ")[0].TrimEnd(':'));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("many")]
    public async Task A_number_of_turns_that_makes_no_sense_is_usage(string turns)
    {
        ProgramRun run = await ProgramRun.OfAsync(["bench", "--turns", turns], Environment());
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a whole number from 1 to 1000", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_cannot_be_spoken_ends_it_with_5()
    {
        string[] bench = ["bench", "--set", "Coze:BotId=1", "--wav"];
        ProgramRun missing = await ProgramRun.OfAsync([.. bench, _directory["none.wav"]], Environment());
        Assert.Equal((5, true), (missing.ExitCode, missing.Error.Contains(_directory["none.wav"], StringComparison.Ordinal)));
        Write("short.wav", new short[AudioFormat.FrameSamples]);
        ProgramRun tooShort = await ProgramRun.OfAsync([.. bench, _directory["short.wav"]], Environment());
        Assert.Equal(5, tooShort.ExitCode);
        Assert.Contains("is 0.0 s long; a question should be 0.3 to 59 s", tooShort.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_bot_it_is_78_and_without_a_token_77()
    {
        Assert.Equal(78, (await ProgramRun.OfAsync(["bench"], Environment())).ExitCode);
        Assert.Equal(77, (await ProgramRun.OfAsync(["bench", "--set", "Coze:BotId=1", "--set", "Audio:Codec=pcm"])).ExitCode);
    }

    public void Dispose() => _directory.Dispose();

    private static Task<SimulatorHost> StartAsync(Scenario scenario) =>
        SimulatorHost.StartAsync(new SimulatorOptions { Scenario = scenario }).Within(10);

    private static Dictionary<string, string> Environment() => new() { ["COZE_API_TOKEN"] = Token };

    private void Write(string file, short[] samples)
    {
        using var wav = new WavWriter(_directory[file], AudioFormat.SampleRate);
        wav.Write(samples);
        wav.WriteHeader();
    }

    // 0.4 s of noise: the shipped question would only make the tests longer.
    private Task<ProgramRun> RunAsync(SimulatorHost simulator, params string[] more)
    {
        var question = new short[AudioFormat.FrameSamples * 20];
        new Random(1).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(question.AsSpan()));
        Write("question.wav", question);
        return BenchAsync(simulator, ["--wav", _directory["question.wav"], .. more]);
    }

    private static Task<ProgramRun> AskAsync(SimulatorHost simulator, params string[] more) => BenchAsync(simulator, ["--text", "几点了？", .. more]);

    private static Task<ProgramRun> BenchAsync(SimulatorHost simulator, string[] more) => ProgramRun.OfAsync(
        [
            "bench",
            "--set", "Coze:BotId=1", "--set", "Audio:Codec=pcm",
            "--set", $"Coze:WebSocketUrl={simulator.WebSocketUri}", "--set", $"Coze:ApiUrl={simulator.BaseUri}",
            .. more,
        ],
        Environment());
}
