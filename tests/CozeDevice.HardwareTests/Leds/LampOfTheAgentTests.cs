using System.Diagnostics;
using CozeDevice.Conversation;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.EndToEnd;
using Xunit;

namespace CozeDevice.HardwareTests.Leds;

/// <summary>The whole agent against the simulator, and what a person sees of it.</summary>
public sealed class LampOfTheAgentTests
{
    private const double Limit = 60;
    private const int Line = 25;

    [Fact]
    public async Task The_light_of_the_LED_class_follows_the_states_of_a_turn()
    {
        Requires.Uleds();
        using var led = new SimulatedLed("cozedevice-turn");
        await using DeviceRig rig = await DeviceRig.StartAsync("g711u", scenario: null, null, "Led:Kind=sysfs", "Led:Name=cozedevice-turn");
        await rig.OnlineAsync();
        await DarkAsync(led);

        long pressed = Stopwatch.GetTimestamp();
        await rig.CommandAsync(new PressCommand());
        TimeSpan lit = await KernelFile.UntilAsync(() => led.Brightness == 255, "the LED is lit while listening", Limit);
        Figures.Print("press to light", $"{Stopwatch.GetElapsedTime(pressed).TotalMilliseconds:0.0} ms, {lit.TotalMilliseconds:0.0} ms of it seen by polling");
        await Task.Delay(1_200);
        await rig.CommandAsync(new ReleaseCommand());
        await rig.UntilTurnAsync("speaking");
        while (led.Changes.TryRead(out _))
        {
            // What was before.
        }
        await rig.UntilTurnAsync("ready");
        int[] breath = [.. ReadAll(led)];
        await DarkAsync(led);

        // A breath: many steps, between three tenths and the whole.
        Assert.True(breath.Distinct().Count() > 5, $"seen while speaking: {string.Join(' ', breath)}");
        Assert.InRange(breath.Where(value => value > 0).Min(), 70, 255);
    }

    [Fact]
    public async Task The_level_of_a_line_follows_the_states_of_a_turn()
    {
        Requires.GpioSim();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 28, (17, "GPIO17"), (Line, "GPIO25"));
        await using (DeviceRig rig = await DeviceRig.StartAsync("g711u", scenario: null, null, "Led:Kind=gpio", "Led:Line=GPIO25", $"Led:Chip={chip.Path}"))
        {
            await rig.OnlineAsync();
            await KernelFile.UntilAsync(() => !chip.IsHigh(Line), "the LED is dark when ready", Limit);

            await rig.CommandAsync(new PressCommand());
            await KernelFile.UntilAsync(() => chip.IsHigh(Line), "the LED is lit while listening", Limit);
            await rig.CommandAsync(new CancelCommand());
            await KernelFile.UntilAsync(() => !chip.IsHigh(Line), "the LED is dark again", Limit);

            await rig.CommandAsync(new MuteCommand(true));
            await KernelFile.UntilAsync(() => chip.IsHigh(Line), "the LED blips while muted", Limit);
            await KernelFile.UntilAsync(() => !chip.IsHigh(Line), "a blip is short", Limit);
        }
        Assert.False(chip.IsHigh(Line));
    }

    [Fact]
    public async Task An_LED_that_goes_and_comes_is_a_fault_in_between_and_shows_what_is_true()
    {
        Requires.Uleds();
        var led = new SimulatedLed("cozedevice-gone");
        await using DeviceRig rig = await DeviceRig.StartAsync("g711u", scenario: null, null, "Led:Kind=sysfs", "Led:Name=cozedevice-gone");
        await rig.OnlineAsync();

        led.Dispose();
        await rig.CommandAsync(new PressCommand());
        await KernelFile.UntilAsync(() => rig.Device.Loop.Snapshot().Faults.Contains("led"), "the fault is shown", Limit);
        await rig.CommandAsync(new CancelCommand());
        await rig.CommandAsync(new ReleaseCommand());
        await rig.CommandAsync(new PressCommand());
        using var back = new SimulatedLed("cozedevice-gone");
        await KernelFile.UntilAsync(() => !rig.Device.Loop.Snapshot().Faults.Contains("led"), "the fault is over", Limit);
        await KernelFile.UntilAsync(() => back.Brightness == 255, "the LED shows that the device listens", Limit);
        await rig.CommandAsync(new CancelCommand());
    }

    private static Task<TimeSpan> DarkAsync(SimulatedLed led) => KernelFile.UntilAsync(() => led.Brightness == 0, "the LED is dark", Limit);

    private static IEnumerable<int> ReadAll(SimulatedLed led)
    {
        while (led.Changes.TryRead(out (int Brightness, long At) change))
            yield return change.Brightness;
    }
}
