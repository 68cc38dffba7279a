using System.Text.Json;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Gpio;

public sealed class GpioCommandTests : IDisposable
{
    private const int Ok = 0, Device = 5;
    private const double Limit = 60;

    private readonly SimulatedChip _chip;

    public GpioCommandTests()
    {
        Requires.GpioSim();
        _chip = SimulatedChip.Create("pinctrl-bcm2835", 28, (17, "GPIO17"), (25, "GPIO25"));
    }

    public void Dispose() => _chip.Dispose();

    [Fact]
    public async Task Lists_lines_with_their_users_and_what_the_configuration_makes_of_them()
    {
        ProgramRun run = await ProgramRun.OfAsync(["gpio", "list", "--json"]);

        Assert.Equal(Ok, run.ExitCode);
        using JsonDocument list = JsonDocument.Parse(run.Out);
        JsonElement chip = list.RootElement.GetProperty("chips").EnumerateArray()
            .Single(chip => chip.GetProperty("path").GetString() == _chip.Path);
        Assert.Equal("pinctrl-bcm2835", chip.GetProperty("label").GetString());
        JsonElement line = chip.GetProperty("lines")[17];
        Assert.Equal(("GPIO17", "in", "Button"), (
            line.GetProperty("name").GetString(), line.GetProperty("direction").GetString(), line.GetProperty("configured").GetString()));
        Assert.Contains("GPIO17", (await ProgramRun.OfAsync(["gpio", "list"])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watches_raw_edges_and_suggests_a_quiet_time()
    {
        using var finger = new Finger(_chip, 17);
        using var end = new CancellationTokenSource();
        using var output = new SeenWriter("\"watching\"");
        Task<ProgramRun> watching = ProgramRun.InAsync(
            ["gpio", "watch", "--line", "GPIO17", "--json"], context => context with { Out = output }, end.Token);
        await output.Seen.Within(Limit); // not when the kernel says that the line is used: that is so before its edges are heard
        for (int i = 0; i < 4; i++)
        {
            await finger.BounceAsync(closed: i % 2 == 0);
            await Task.Delay(100);
        }
        await end.CancelAsync();
        ProgramRun run = await watching.Within(Limit);

        Assert.Equal((Ok, ""), (run.ExitCode, run.Error));
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using JsonDocument edge = JsonDocument.Parse(lines[1]);
        Assert.Equal(("edge", true), (edge.RootElement.GetProperty("event").GetString(), edge.RootElement.GetProperty("active").GetBoolean()));
        using JsonDocument summary = JsonDocument.Parse(lines[^1]);
        JsonElement contact = summary.RootElement.GetProperty("contacts")[0];
        Assert.Equal(lines.Length - 2, contact.GetProperty("edges").GetInt32());
        Assert.Equal(4, contact.GetProperty("moves").GetInt32());
        Assert.InRange(contact.GetProperty("suggested_debounce_ms").GetInt32(), 1, 60);
    }

    [Fact]
    public async Task Watching_for_some_seconds_ends_by_itself()
    {
        ProgramRun run = await ProgramRun.OfAsync(["gpio", "watch", "--chip", _chip.Path, "--line", "25", "--seconds", "0.2"]);

        Assert.Equal(Ok, run.ExitCode);
        Assert.Contains("no edge came", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GPIO71", "did you mean GPIO17?")]
    [InlineData("nonsense", "gpio list")]
    public async Task A_line_that_is_not_there_is_one_clear_line_and_five(string line, string hint)
    {
        ProgramRun run = await ProgramRun.OfAsync(["gpio", "watch", "--line", line]);

        Assert.Equal(Device, run.ExitCode);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
