using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Input;
using CozeDevice.Tests.Linux.Input;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Gpio;

/// <summary>A key of an input device is a button too.</summary>
public sealed class KeyTests : IDisposable
{
    private const ushort KeyB = 48, KeySpace = 57;
    private const string Name = "PCsensor FootSwitch";

    private readonly TestLog _log = new();

    public KeyTests() => Requires.Uinput();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(Name)]
    [InlineData("auto")]
    public async Task A_foot_switch_talks(string device)
    {
        using var keys = new SimulatedKeys(Name, KeyB);
        await using AgentRig rig = await StartAsync(device);

        for (int i = 1; i <= 20; i++)
        {
            keys.Set(KeyB, true);
            await rig.CountAsync(i, i - 1);
            keys.Set(KeyB, false);
            await rig.CountAsync(i, i);
        }
    }

    [Fact]
    public async Task One_that_is_pulled_out_while_it_is_held_lets_go_and_works_again_when_it_is_back()
    {
        var keys = new SimulatedKeys(Name, KeyB);
        await using AgentRig rig = await StartAsync(Name);
        keys.Set(KeyB, true);
        await rig.CountAsync(1, 0);

        keys.Dispose();
        await rig.CountAsync(1, 1);
        await rig.FaultAsync("button", true);

        using var again = new SimulatedKeys(Name, KeyB);
        await rig.FaultAsync("button", false);
        again.Set(KeyB, true);
        await rig.CountAsync(2, 1);
        again.Set(KeyB, false);
        await rig.CountAsync(2, 2);
    }

    [Fact]
    public async Task A_key_on_the_line_and_one_on_the_foot_are_one_button()
    {
        Requires.GpioSim();
        using var keys = new SimulatedKeys(Name, KeyB);
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 28, (17, "GPIO17"));
        using var finger = new Finger(chip, 17);
        await using AgentRig rig = await AgentRig.StartAsync(
            _log, "Button:Line=GPIO17", $"Button:Input={Name}", "Button:Key=KEY_B");
        await KernelFile.UntilAsync(() => _log.Entries.Count(entry => entry.Id.Id == 4100) == 2, "both are watched");

        finger.Set(closed: true);
        await rig.CountAsync(1, 0);
        keys.Set(KeyB, true);
        finger.Set(closed: false);
        await Task.Delay(100);
        Assert.Equal((1, 0), (rig.Presses, rig.Releases));
        keys.Set(KeyB, false);
        await rig.CountAsync(1, 1);
    }

    [Fact]
    public void More_events_than_the_kernel_keeps_cost_no_press()
    {
        using var keys = new SimulatedKeys(Name, KeyB);
        var contact = new EvdevContact(new EvdevContactSettings(Name, KeyB, Grab: false), new EvdevFinder(), TimeProvider.System);
        var listener = new FakeListener();
        contact.Open(TimeProvider.System.GetTimestamp());
        for (int i = 0; i <= 400; i++) keys.Set(KeyB, i % 2 == 0);
        contact.Take(listener, TimeProvider.System.GetTimestamp());

        Assert.True(listener.Moves[^1].IsClosed);
        Assert.All(listener.Moves.Index(), move => Assert.Equal(move.Index % 2 == 0, move.Item.IsClosed));
        contact.Close();
    }

    [Fact]
    public void A_grabbed_device_is_kept_from_others_and_they_are_told()
    {
        using var keys = new SimulatedKeys(Name, KeyB);
        var finder = new EvdevFinder();
        var settings = new EvdevContactSettings(Name, KeyB, Grab: true);
        var first = new EvdevContact(settings, finder, TimeProvider.System);
        var second = new EvdevContact(settings, finder, TimeProvider.System);
        first.Open(0);

        ContactException e = Assert.Throws<ContactException>(() => second.Open(0));

        Assert.Equal(ContactProblem.Refused, e.Problem);
        Assert.Contains("grabbed by another program", e.Message, StringComparison.Ordinal);
        second.Close();
        first.Close();
    }

    [Fact]
    public void A_name_that_is_almost_right_is_answered_with_the_right_one()
    {
        using var keys = new SimulatedKeys(Name, KeyB);
        var finder = new EvdevFinder();

        Assert.EndsWith(
            $"did you mean \"{Name}\"?",
            Assert.Throws<ContactException>(() => finder.Find("PCsensor FootSwich")).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            $"the input device \"{Name}\" has no KEY_SPACE",
            Assert.Throws<ContactException>(() => finder.Find(new EvdevContactSettings(Name, KeySpace, Grab: false))).Message);
    }

    private Task<AgentRig> StartAsync(string device) =>
        AgentRig.StartAsync(_log, "Button:Line=none", $"Button:Input={device}", "Button:Key=KEY_B");
}
