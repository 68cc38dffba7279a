using System.Diagnostics;
using CozeDevice.HardwareTests.Board;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Gpio;

/// <summary>A bad contact, thousands of times: from the kernel's edge to the capture gate.</summary>
public sealed class BounceTests
{
    private const int Line = 17;

    [Fact]
    public async Task Thousands_of_bouncing_presses_are_neither_more_nor_less()
    {
        Requires.GpioSim();
        int presses = Figures.IsLong ? 10_000 : 2_000;
        var limit = TimeSpan.FromSeconds(Figures.IsLong ? 1_500 : 200);
        using var log = new TestLog();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 28, (Line, "GPIO17"));
        using var finger = new Finger(chip, Line);
        await using AgentRig rig = await AgentRig.StartAsync(log, "Button:Line=GPIO17", "Button:DebounceMs=5");
        int made = 0, good = 0, extra = 0;
        var watch = Stopwatch.StartNew();
        for (; good < presses && watch.Elapsed < limit; made++)
        {
            int before = rig.Presses;
            bool isBouncing = await finger.BounceAsync(closed: true);
            await KernelFile.UntilAsync(() => rig.Presses > before && rig.Turn == "listening", $"press {made}");
            isBouncing &= await finger.BounceAsync(closed: false);
            await KernelFile.UntilAsync(() => rig.Turn != "listening", $"release {made}");
            // The guest stood still for longer than a contact may rest: what came of it may be two presses.
            if (isBouncing) good++;
            else extra += rig.Presses - before - 1;
        }
        // Whatever was still on its way is there.
        await Task.Delay(200);

        Figures.Print("bouncing presses", $"{good}, and {made - good} that a busy machine let rest for over {Finger.LongestRest.TotalMilliseconds} ms, which gave {extra} more");
        double[] gates = [.. rig.Gates.Order()];
        Figures.Print("kernel's edge to capture gate, the 5 ms of debouncing before it not counted",
            $"median {gates[gates.Length / 2]:0.00} ms, 99 of 100 within {gates[gates.Length * 99 / 100]:0.00} ms");
        Assert.Equal(made + extra, rig.Presses);
        Assert.Equal(made + extra, rig.Releases);
        Assert.InRange(good, 1, presses);
    }
}
