using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.HardwareTests.Gpio;

/// <summary>The button comes, goes, is held, is taken by others: the agent lives on, says so, and takes it back.</summary>
public sealed class ButtonLifeTests : IDisposable
{
    private const int Line = 17;
    private const string Label = "pinctrl-bcm2835";

    private readonly TestLog _log = new();

    public ButtonLifeTests() => Requires.GpioSim();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_button_that_is_held_at_the_start_is_said_and_ignored_until_it_is_let_go()
    {
        using var chip = Plug();
        using var finger = new Finger(chip, Line);
        finger.Set(closed: true);
        // The simulated line has one pull: asking for the chip's own would lift the finger.
        await using AgentRig rig = await AgentRig.StartAsync(_log, "Button:Line=GPIO17", "Button:Bias=off");
        await rig.FaultAsync("button_stuck", true);

        finger.Set(closed: false);
        await rig.FaultAsync("button_stuck", false);
        Assert.Equal(0, rig.Presses);

        await PressAsync(rig, finger);
        Assert.Equal((1, 1), (rig.Presses, rig.Releases));
    }

    [Fact]
    public async Task A_line_in_use_is_named_with_its_user_and_taken_when_it_is_free()
    {
        using var chip = Plug();
        using var finger = new Finger(chip, Line);
        using GpioPlace place = new GpioFinder().Find(Label, "GPIO17");
        GpioLine other = GpioLine.RequestOutput(place, activeLow: false, isActive: true);
        await using AgentRig rig = await AgentRig.StartAsync(_log, "Button:Line=GPIO17");
        await rig.FaultAsync("button", true);
        Assert.Contains(
            $"GPIO17 (line 17 of {Label}, {chip.Path}) is in use by \"cozedevice\"", Warnings(), StringComparison.Ordinal);

        other.Dispose();
        await rig.FaultAsync("button", false);

        await PressAsync(rig, finger);
    }

    [Fact]
    public async Task A_chip_that_comes_later_is_found_at_once()
    {
        await using AgentRig rig = await AgentRig.StartAsync(_log, "Button:Line=GPIO17", $"Button:Chip={Label}");
        await rig.FaultAsync("button", true);

        using var chip = Plug();
        using var finger = new Finger(chip, Line);
        await rig.FaultAsync("button", false);

        await PressAsync(rig, finger);
    }

    [Fact]
    public async Task A_machine_whose_button_nobody_chose_says_so_once_and_calmly()
    {
        await using AgentRig rig = await StartWithoutAsync();
        Assert.Empty(rig.Faults);
        Assert.DoesNotContain(
            _log.Messages(LogLevel.Warning), message => message.Contains("contact", StringComparison.Ordinal));

        // Should one be plugged in all the same, it works.
        using var chip = Plug();
        using var finger = new Finger(chip, Line);
        await KernelFile.UntilAsync(() => _log.Entries.Any(entry => entry.Id.Id == 4101), "the button is found");
        await PressAsync(rig, finger);
    }

    [Fact]
    public async Task A_chip_that_is_taken_away_in_the_middle_of_a_press_lets_go()
    {
        var chip = Plug();
        await using AgentRig rig = await AgentRig.StartAsync(_log, "Button:Line=GPIO17");
        using (var finger = new Finger(chip, Line))
        {
            finger.Set(closed: true);
            await rig.CountAsync(1, 0);
        }
        chip.Dispose();
        await rig.CountAsync(1, 1);
        await rig.FaultAsync("button", true);

        using var again = Plug();
        using var other = new Finger(again, Line);
        await rig.FaultAsync("button", false);
        await PressAsync(rig, other);
    }

    [Fact]
    public async Task A_chip_that_goes_and_comes_back_at_random_leaks_nothing()
    {
        int rounds = Figures.IsLong ? 100 : 20;
        var random = new Random(3);
        await using AgentRig rig = await AgentRig.StartAsync(_log, "Button:Line=GPIO17", $"Button:Chip={Label}");
        int descriptors = 0;
        for (int i = 0; i < rounds; i++)
        {
            var chip = Plug();
            using (var finger = new Finger(chip, Line))
            {
                await rig.FaultAsync("button", false);
                await PressAsync(rig, finger);
                if (random.Next(2) == 0) finger.Set(closed: true);
                await Task.Delay(random.Next(30));
            }
            chip.Dispose();
            await rig.FaultAsync("button", true);
            await KernelFile.UntilAsync(() => rig.Turn != "listening", "the press is let go");
            // The first rounds open what stays open: the feed, the thread pool.
            if (i == rounds / 4) descriptors = ProcessUse.Descriptors;
        }

        Assert.InRange(ProcessUse.Descriptors, 0, descriptors);
        Assert.Single(ProcessUse.Threads(ContactLoop.ThreadName));
        Assert.Equal(rig.Presses, rig.Releases);
        Figures.Print("chip removed and returned", $"{rounds} times, {descriptors} descriptors before and {ProcessUse.Descriptors} after");
    }

    [Fact]
    public async Task A_button_at_rest_wakes_nobody()
    {
        int seconds = Figures.IsLong ? 30 : 8;
        using var chip = Plug();
        using var finger = new Finger(chip, Line);
        await using AgentRig rig = await AgentRig.StartAsync(_log, "Button:Line=GPIO17");
        await PressAsync(rig, finger);
        string task = Assert.Single(ProcessUse.Threads(ContactLoop.ThreadName));
        await Task.Delay(500);
        long before = ProcessUse.Wakes(task);

        await Task.Delay(TimeSpan.FromSeconds(seconds));

        long wakes = ProcessUse.Wakes(task) - before;
        Figures.Print("wake-ups of the button thread at rest", $"{wakes} in {seconds} s");
        Assert.Equal(0, wakes);
    }

    [Fact]
    public async Task Stop_and_volume_buttons_do_what_they_are_for()
    {
        using var chip = SimulatedChip.Create(Label, 28, (17, "GPIO17"), (22, "GPIO22"), (23, "GPIO23"));
        using var stop = new Finger(chip, 22);
        using var louder = new Finger(chip, 23);
        await using AgentRig rig = await AgentRig.StartAsync(
            _log, "Button2:Line=GPIO22", "Button3:Line=GPIO23", "Button3:Role=volume_down");
        await KernelFile.UntilAsync(() => _log.Entries.Count(entry => entry.Id.Id == 4100) == 3, "every button is watched");

        louder.Set(closed: true);
        await KernelFile.UntilAsync(() => rig.Loop.Snapshot().Volume == 95, "one step down");
        await KernelFile.UntilAsync(() => rig.Loop.Snapshot().Volume <= 80, "more while held");
        louder.Set(closed: false);

        await rig.Loop.ExecuteAsync(new Conversation.PressCommand(), CancellationToken.None).Within(20);
        await stop.BounceAsync(closed: true);
        await KernelFile.UntilAsync(() => rig.Turn == "ready", "stopped");
    }

    private static SimulatedChip Plug() => SimulatedChip.Create(Label, 28, (Line, "GPIO17"));

    private async Task<AgentRig> StartWithoutAsync()
    {
        Task<AgentRig> starting = AgentRig.StartAsync(_log);
        await KernelFile.UntilAsync(() => _log.Entries.Any(entry => entry.Id.Id == 4103), "it says that there is no button");
        return await starting.Within(30);
    }

    private string Warnings() => string.Join('\n', _log.Messages(LogLevel.Warning));

    private static async Task PressAsync(AgentRig rig, Finger finger)
    {
        int before = rig.Presses;
        await finger.BounceAsync(closed: true);
        await KernelFile.UntilAsync(() => rig.Presses > before && rig.Turn == "listening", "the press is heard");
        await finger.BounceAsync(closed: false);
        await KernelFile.UntilAsync(() => rig.Turn != "listening", "the release is heard");
    }
}
