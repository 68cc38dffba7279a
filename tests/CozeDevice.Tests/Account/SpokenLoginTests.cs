using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Simulator;
using CozeDevice.Simulator.OAuth;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Account;

/// <summary>An agent with a client id and nothing else asks for its login itself, aloud.</summary>
public sealed class SpokenLoginTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_agent_says_a_code_by_itself_and_is_online_when_it_was_typed()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.AfterPolls(1));
        using var stop = new CancellationTokenSource();
        Task<ProgramRun> agent = RunAsync(service, stop.Token);
        await using RawClient watch = await WatchAsync(agent);
        Assert.Matches("[A-Z0-9]{4}-[A-Z0-9]{4}", await UntilAsync(watch, "\"event\":\"login\""));
        await UntilAsync(watch, "\"state\":\"online\"");
        await stop.CancelAsync();
        ProgramRun run = await agent;

        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_directory["state/login.json"]));
    }

    [Fact]
    public async Task A_press_while_a_code_is_good_says_the_same_code_again()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.Manual);
        using var stop = new CancellationTokenSource();
        Task<ProgramRun> agent = RunAsync(service, stop.Token);
        await using RawClient watch = await WatchAsync(agent);
        await UntilAsync(watch, "\"event\":\"login\"");
        string said = await UntilAsync(watch, "\"state\":\"prompting\"");
        Assert.Contains("not_authorised", said, StringComparison.Ordinal);
        await using RawClient control = await RawClient.ConnectAsync(_directory["control.sock"]);
        await control.AskAsync("""{"cmd":"press"}""");
        await UntilAsync(watch, "\"state\":\"listening\"");
        await Task.Delay(TurnRules.MinHold + TimeSpan.FromMilliseconds(100), CancellationToken.None);
        await control.AskAsync("""{"cmd":"release"}""");
        string again = await UntilAsync(watch, "\"state\":\"prompting\"", unwanted: "\"event\":\"login\"");
        Assert.Contains("not_authorised", again, StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Equal(0, (await agent).ExitCode);
    }

    [Fact]
    public async Task A_refused_login_waits_for_a_press()
    {
        await using SimulatorHost service = await StartAsync(DeviceApproval.Deny);
        using var stop = new CancellationTokenSource();
        Task<ProgramRun> agent = RunAsync(service, stop.Token);
        await using RawClient watch = await WatchAsync(agent);
        await UntilAsync(watch, "\"event\":\"login\"");
        await using RawClient control = await RawClient.ConnectAsync(_directory["control.sock"]);
        string? second = null;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Task<string> another = UntilAsync(watch, "\"event\":\"login\"");
        while (second is null && !limit.IsCancellationRequested)
        {
            await control.AskAsync("""{"cmd":"tap"}""");
            if (await Task.WhenAny(another, Task.Delay(300, limit.Token)) == another) second = await another;
        }
        await stop.CancelAsync();
        Assert.Equal(0, (await agent).ExitCode);
        Assert.NotNull(second);
        Assert.False(File.Exists(_directory["state/login.json"]));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void A_code_is_a_sentence_and_every_sign_of_it_twice(string language)
    {
        var prompts = new PromptLibrary(PromptPlaces.For(_directory["own"], language, AppContext.BaseDirectory), NullLogger.Instance);
        byte[] before = prompts.Sound(PromptReason.NotAuthorised).ToArray();
        prompts.SpellCode("AB12-CD34");
        byte[] code = prompts.Sound(PromptReason.NotAuthorised).ToArray();
        byte[] sign = Samples(language, "spell/4.wav");
        int first = code.AsSpan().IndexOf(sign);
        Assert.True(code.AsSpan().StartsWith(Samples(language, "sign_in.wav")));
        Assert.True(first > 0 && code.AsSpan(first + sign.Length).IndexOf(sign) > 0);
        Assert.Equal(TimeSpan.FromSeconds(code.Length / 2.0 / AudioFormat.SampleRate), prompts.Length(PromptReason.NotAuthorised));

        prompts.SpellCode("不");
        Assert.NotEqual(code, prompts.Sound(PromptReason.NotAuthorised).ToArray());
        prompts.SpellCode(new string('A', 40)); // whatever the service calls a code
        Assert.Equal(before, prompts.Sound(PromptReason.NotAuthorised).ToArray());
        prompts.SpellCode(null);
        Assert.Equal(before, prompts.Sound(PromptReason.NotAuthorised).ToArray());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void There_is_a_sound_for_every_letter_and_digit(string language)
    {
        foreach (char sign in "0123456789abcdefghijklmnopqrstuvwxyz")
        {
            short[] samples = WavFile.Read(File(language, $"spell/{sign}.wav")).Samples.ToArray();
            Assert.InRange(samples.Length / (double)AudioFormat.SampleRate, 0.12, 1.2);
            Assert.Equal(-6, LevelMeter.Measure(samples).PeakDb, 0.1);
        }

        static string File(string language, string name) => RepositoryRoot.File($"src/CozeDevice/Prompts/{language}/{name}");
    }

    private static byte[] Samples(string language, string name) =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(
            WavFile.Read(RepositoryRoot.File($"src/CozeDevice/Prompts/{language}/{name}")).Samples.Span).ToArray();

    private async Task<RawClient> WatchAsync(Task<ProgramRun> agent)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!File.Exists(_directory["control.sock"]) && !agent.IsCompleted) await Task.Delay(10, limit.Token);
        RawClient watch = await RawClient.ConnectAsync(_directory["control.sock"]);
        await watch.AskAsync("""{"cmd":"watch"}""");
        return watch;
    }

    private static async Task<string> UntilAsync(RawClient watch, string part, string? unwanted = null)
    {
        while (await watch.ReadAsync() is { } line)
        {
            if (unwanted is not null) Assert.DoesNotContain(unwanted, line, StringComparison.Ordinal);
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException($"the agent ended before {part}");
    }

    private Task<ProgramRun> RunAsync(SimulatorHost service, CancellationToken stop) => ProgramRun.OfAsync(
    [
        "run", "--set", "Coze:BotId=7350000000000000001", "--set", $"Coze:ApiUrl={service.BaseUri.ToString().TrimEnd('/')}",
        "--set", $"Coze:WebSocketUrl={service.WebSocketUri}", "--set", "Auth:ClientId=app", "--set", $"State:Directory={_directory["state"]}",
        "--set", "Audio:Capture=null", "--set", "Audio:Playback=null", "--set", "Audio:Codec=pcm", "--set", "Audio:LockMemory=off",
        "--set", "Button:Line=none", "--set", "Led:Kind=none", "--set", $"Control:Socket={_directory["control.sock"]}",
    ], null, stop);

    private static Task<SimulatorHost> StartAsync(DeviceApproval approval) => SimulatorHost.StartAsync(
        new SimulatorOptions { Token = "pat_of_nobody", DeviceApproval = approval, DevicePollInterval = TimeSpan.Zero }).Within(20);
}
