using CozeDevice.Control;
using CozeDevice.Tests.Control;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Commands;

public sealed class VolumeCommandTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly TestLog _log = new();
    private readonly FakeDevice _device = new();
    private ControlServer _server = null!;

    private string Socket => _directory["control.sock"];

    public ValueTask InitializeAsync()
    {
        _server = ControlServer.Start(Socket, _device, _log.For<ControlServer>(), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Without_a_number_the_volume_is_a_result()
    {
        Assert.Equal(new(0, "70\n", ""), await CtlAsync());
        Assert.Empty(_device.Commands);
    }

    [Fact]
    public async Task As_json_it_says_what_carries_it()
    {
        _device.State = _device.State with { VolumeMax = 80, Mixer = new("Dummy", "Master", -15) };
        Assert.Equal(
            """
            {
              "volume": 70,
              "muted": false,
              "volume_max": 80,
              "volume_control": "hardware",
              "mixer": {
                "card": "Dummy",
                "element": "Master",
                "db": -15
              }
            }

            """,
            (await CtlAsync("--json")).Out);
    }

    [Theory]
    [InlineData("90", 60, "cozedevice: the volume is 60 %, the loudest this device allows (Audio:MaxVolume)\n")]
    [InlineData("+5", 60, "cozedevice: the volume is 60 %, the loudest this device allows (Audio:MaxVolume)\n")]
    [InlineData("60", 60, "")]
    [InlineData("-5", 55, "")]
    [InlineData("+5", 45, "")]
    public async Task More_than_the_maximum_is_brought_down_and_said(string asked, int then, string said)
    {
        _device.State = _device.State with { Volume = then, VolumeMax = 60 };
        Assert.Equal(new(0, "", said), await CtlAsync(asked));
    }

    [Fact]
    public async Task A_refusal_ends_with_1_and_nothing_else()
    {
        _device.Answer = new("failed", "an internal failure");
        Assert.Equal(new(1, "", "cozedevice: an internal failure (failed)\n"), await CtlAsync("90"));
    }

    [Fact]
    public async Task Without_an_agent_it_ends_with_4()
    {
        var run = await ProgramRun.OfAsync(["ctl", "volume", "--set", $"Control:Socket={_directory["none.sock"]}"]);
        Assert.Equal((4, ""), (run.ExitCode, run.Out));
    }

    [Fact]
    public async Task Status_names_the_control_and_its_level_for_people()
    {
        _device.State = _device.State with { VolumeMax = 80, Mixer = new("Dummy", "Master", -15) };
        var run = await ProgramRun.OfAsync(["ctl", "status", "--set", $"Control:Socket={Socket}"]);
        Assert.Contains("Master of card Dummy, -15 dB", run.Out, StringComparison.Ordinal);
        Assert.Contains("80 %", run.Out, StringComparison.Ordinal);
    }

    private Task<ProgramRun> CtlAsync(params string[] arguments) =>
        ProgramRun.OfAsync(["ctl", "volume", .. arguments, "--set", $"Control:Socket={Socket}"]);
}
