using System.Diagnostics;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Recording;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Sound;

/// <summary>A question is spoken into the air, the agent (the program itself, as systemd starts it) hears it through its sound card,
/// and its answer is heard in the air again.</summary>
public sealed class SpokenTurnTests
{
    private const double Limit = 180;

    public SpokenTurnTests() => Requires.Card(LoopbackCard.Id);

    [Theory]
    [InlineData("opus", 0.9)]
    [InlineData("pcm", 0.99)]
    public async Task A_question_in_the_air_is_answered_in_the_air(string codec, double atLeast)
    {
        await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions()).Within(Limit);
        using var directory = new TempDirectory();
        string socket = directory["control.sock"];
        using Process agent = Start(simulator, directory, codec);
        // Whatever happens below, it does not keep the card.
        using var end = new Ending(agent);
        Task<string> log = agent.StandardError.ReadToEndAsync();
        await KernelFile.UntilAsync(() => File.Exists(socket) || agent.HasExited, "the agent listens", Limit);
        Assert.False(agent.HasExited, agent.HasExited ? await log.Within(Limit) : "");
        await using Recorder recorder = await Recorder.StartAsync();
        await using RawClient button = await RawClient.ConnectAsync(socket);
        await UntilAsync(button, "\"link\":{\"state\":\"online\"");
        ConnectionRecord connection = await simulator.Record.WaitForConnectionAsync(1).Within(Limit);

        await using (Player player = await Player.StartAsync([.. new short[8000], .. SoundRig.Speech]))
        {
            await button.AskAsync("""{"cmd":"press"}""");
            int frames = (8000 + SoundRig.Speech.Length) / 320;
            await connection.WaitForUplinkAsync("input_audio_buffer.append", frames + 20).Within(Limit);
            await button.AskAsync("""{"cmd":"release"}""");
        }
        await UntilAsync(button, "\"state\":\"speaking\"");
        await UntilAsync(button, "\"turn\":{\"state\":\"ready\"");
        string status = await button.AskAsync("""{"cmd":"status"}""");
        await recorder.ForAsync(TimeSpan.FromMilliseconds(300));
        await EndAsync(agent);

        IReadOnlyList<double> pieces = Alike.Compare(SoundRig.Speech, recorder.Samples);
        double alike = pieces.Share(atLeast);
        Figures.Print($"a spoken turn over {codec}", $"{alike:0%} of {pieces.Count} pieces of the answer are the question (correlation {atLeast}); {Latencies(status)}");
        Assert.True(alike > 0.5, $"{string.Join(' ', pieces)}\n{status}\n{await log.Within(Limit)}");
        Assert.Empty(recorder.Complaints);
    }

    private static string Latencies(string status)
    {
        int at = status.IndexOf("\"latencies\":", StringComparison.Ordinal);
        return at < 0 ? "" : status[at..].Trim('}');
    }

    private static async Task UntilAsync(RawClient agent, string what)
    {
        var watch = Stopwatch.StartNew();
        string status;
        while (!(status = await agent.AskAsync("""{"cmd":"status"}""")).Contains(what, StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed.TotalSeconds < Limit, $"no {what} in {status}");
            await Task.Delay(20);
        }
    }

    private static async Task EndAsync(Process agent)
    {
        using (Process kill = Process.Start("kill", ["-TERM", agent.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync().Within(Limit);
        await agent.WaitForExitAsync().Within(Limit);
        Assert.Equal(0, agent.ExitCode);
    }

    private sealed class Ending(Process process) : IDisposable
    {
        public void Dispose()
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static Process Start(SimulatorHost simulator, TempDirectory directory, string codec)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "cozedevice.dll"), "run", "--verbose" },
            RedirectStandardError = true,
        };
        foreach (string setting in (string[])
            [
                "Coze:BotId=7350000000000000001", $"Coze:WebSocketUrl={simulator.WebSocketUri}", $"Coze:ApiUrl={simulator.BaseUri}",
                $"Audio:Capture={LoopbackCard.Agent}", $"Audio:Playback={LoopbackCard.Agent}", $"Audio:Codec={codec}", "Audio:Volume=100",
                "Button:Line=none", "Led:Kind=none",
                $"State:Directory={directory["state"]}", $"Control:Socket={directory["control.sock"]}",
            ])
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }
        start.Environment["COZE_API_TOKEN"] = "simulator";
        return Process.Start(start)!;
    }
}
