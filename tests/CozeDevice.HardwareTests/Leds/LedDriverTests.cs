using CozeDevice.HardwareTests.Board;
using CozeDevice.Linux.Leds;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.HardwareTests.Leds;

/// <summary>Each kind of LED on the kernel's own drivers.</summary>
public sealed class LedDriverTests
{
    private const string Act = "/sys/class/leds/ACT";
    private const int ActLine = 1;

    [Theory]
    [InlineData(255, 1f, 255)]
    [InlineData(255, 0.1f, 26)]
    [InlineData(255, 0.0001f, 1)]
    [InlineData(3, 0.5f, 2)]
    public void The_LED_class_shows_the_share_of_the_steps_it_has(int max, float share, int brightness)
    {
        Requires.Uleds();
        using var lamp = new SimulatedLed("cozedevice-steps", max);
        using (var led = new SysfsLed(["cozedevice-steps"]))
        {
            Assert.True(led.Traits.CanDim);
            led.Show([new LedLight(share, 0, 0)]);
            Assert.Equal(brightness, lamp.Brightness);
            led.Show([LedLight.Dark]);
        }
        Assert.Equal(0, lamp.Brightness);
    }

    [Fact]
    public void Three_LEDs_of_the_class_are_one_colour_LED()
    {
        Requires.Uleds();
        using SimulatedLed red = new("chip:led1"), green = new("chip:led2"), blue = new("chip:led3");
        using var led = new SysfsLed(["chip:led1", "chip:led2", "chip:led3"]);

        led.Show([new LedLight(1, 0.5f, 0.25f)]);

        Assert.Equal((255, 128, 64), (red.Brightness, green.Brightness, blue.Brightness));
    }

    [Theory]
    [InlineData("heartbeat", "none")] // would blink on as if somebody were there
    [InlineData("default-on", "default-on")]
    [InlineData("none", "none")]
    public void The_boards_own_LED_is_taken_from_its_trigger_and_given_back(string before, string after)
    {
        Requires.DeviceTree();
        SimulatedChip chip = SimulatedChip.OfDeviceTree();
        KernelFile.Write($"{Act}/trigger", before);

        using (var led = new SysfsLed([SysfsLed.Own]))
        {
            Assert.Equal(LedTraits.OnOff, led.Traits);
            led.Show([new LedLight(0.01f, 0, 0)]);
            Assert.True(chip.IsHigh(ActLine));
            led.Show([LedLight.Dark]);
            Assert.False(chip.IsHigh(ActLine));
        }

        Assert.Contains($"[{after}]", KernelFile.Read($"{Act}/trigger"), StringComparison.Ordinal);
        KernelFile.Write($"{Act}/trigger", "none");
    }

    [Fact]
    public async Task The_kernel_shows_a_dead_agent_and_a_living_one_takes_the_LED_back()
    {
        Requires.DeviceTree();
        SimulatedChip chip = SimulatedChip.OfDeviceTree();
        KernelFile.Write($"{Act}/trigger", "none");

        new SysfsLed([SysfsLed.Own]).ShowDead(() => false);

        Assert.Equal(("1000", "9000"), (KernelFile.Read($"{Act}/delay_on"), KernelFile.Read($"{Act}/delay_off")));
        await KernelFile.UntilAsync(() => chip.IsHigh(ActLine), "the kernel lights it");
        await KernelFile.UntilAsync(() => !chip.IsHigh(ActLine), "and darkens it, with no process behind");

        using (var led = new SysfsLed([SysfsLed.Own]))
            led.Show([LedLight.Dark]);
        Assert.Contains("[none]", KernelFile.Read($"{Act}/trigger"), StringComparison.Ordinal);
        Assert.False(chip.IsHigh(ActLine));
    }

    [Fact]
    public void A_line_lights_an_LED_and_a_low_one_does_where_it_is_wired_so()
    {
        Requires.GpioSim();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 8, (5, "GPIO5"), (6, "GPIO6"));
        using (var led = new GpioLed(chip.Path, ["GPIO5"], activeLow: false))
        using (var low = new GpioLed(chip.Path, ["GPIO6"], activeLow: true))
        {
            Assert.Equal((false, true), (chip.IsHigh(5), chip.IsHigh(6)));
            led.Show([new LedLight(1, 1, 1)]);
            low.Show([new LedLight(1, 1, 1)]);
            Assert.Equal((true, false), (chip.IsHigh(5), chip.IsHigh(6)));
        }
    }

    [Fact]
    public void Three_lines_are_a_colour_LED_of_eight_colours()
    {
        Requires.GpioSim();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 8, (1, "R"), (2, "G"), (3, "B"));
        using var led = new GpioLed(chip.Path, ["R", "G", "B"], activeLow: false);

        led.Show([LedLight.OnOff(0xffa000, isOn: true)]);

        Assert.Equal((true, true, false), (chip.IsHigh(1), chip.IsHigh(2), chip.IsHigh(3)));
    }

    [Fact]
    public void A_line_that_is_taken_says_by_whom_and_a_missing_one_is_missing()
    {
        Requires.GpioSim();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 8, (5, "GPIO5"));
        using var first = new GpioLed(chip.Path, ["GPIO5"], activeLow: false);

        var busy = Assert.Throws<LedException>(() => new GpioLed(chip.Path, ["GPIO5"], activeLow: false));
        Assert.Contains("is in use by \"cozedevice\"", busy.Message, StringComparison.Ordinal);
        Assert.False(busy.IsMissing);
        Assert.True(Assert.Throws<LedException>(() => new GpioLed(chip.Path, ["GPIO77"], activeLow: false)).IsMissing);
    }

    [Fact]
    public void An_APA102_picture_goes_out_on_the_bus_byte_for_byte()
    {
        Requires.DeviceTree();
        using var trace = new SpiTrace();
        using (StripLed led = StripLed.Open("/dev/spidev0.0", new Apa102Frame(), 3, null, null))
            led.Show([new LedLight(1, 0, 0), new LedLight(0, 0.1f, 0), LedLight.Dark]);

        SpiTrace.Transfer transfer = trace.Transfers[^1];
        Assert.Equal("00000000FF0000FFE400C600E00000000000000000", Convert.ToHexString(transfer.Bytes));
    }

    [Fact]
    public void A_WS2812_picture_goes_out_in_one_transfer_with_its_rest()
    {
        Requires.DeviceTree();
        using var trace = new SpiTrace();
        using (StripLed led = StripLed.Open("/dev/spidev0.0", new Ws2812Frame(), 3, null, null))
            led.Show([new LedLight(0, 1, 0), LedLight.Dark, LedLight.Dark]);

        SpiTrace.Transfer transfer = trace.Transfers[^1];
        Assert.Equal(1 + 3 * 9 + 84, transfer.Length);
        Assert.Equal("00DB6DB6924924924924", Convert.ToHexString(transfer.Bytes.AsSpan(0, 10)));
    }

    [Fact]
    public void The_power_of_a_strip_is_on_while_it_is_open()
    {
        Requires.DeviceTree();
        Requires.GpioSim();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 8, (5, "GPIO5"));
        chip.Pull(5, high: false);
        using (StripLed.Open("/dev/spidev0.0", new Apa102Frame(), 12, "GPIO5", chip.Path))
            Assert.True(chip.IsHigh(5));
        Assert.False(chip.IsHigh(5));
    }
}
