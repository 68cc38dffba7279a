using System.Buffers.Binary;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.HardwareTests.Board;

/// <summary>What the other tests stand on: the kernel's simulations do what hardware does.</summary>
public sealed class VirtualBoardTests
{
    private const double Limit = 20;
    private const ushort KeyEnter = 28;

    [Theory]
    [InlineData("Loopback")]
    [InlineData("Dummy")]
    [InlineData("Uda1341")]
    [InlineData("Ac97")]
    [InlineData("Rme9652")]
    [InlineData("Audio")]
    public async Task A_sound_card_is_found_by_its_name(string card)
    {
        Requires.Card("Loopback");

        // The USB card is plugged in while the system already runs.
        await KernelFile.UntilAsync(() => Directory.Exists($"/proc/asound/{card}"), $"the card {card} is there", Limit);
    }

    [Fact]
    public void A_line_shows_what_pulls_it()
    {
        Requires.GpioSim();
        using var chip = SimulatedChip.Create("pinctrl-bcm2835", 28, (17, "GPIO17"), (25, "GPIO25"));

        chip.Pull(17, high: true);
        Assert.True(chip.IsHigh(17));
        chip.Pull(17, high: false);
        Assert.False(chip.IsHigh(17));
        Assert.True(File.Exists(chip.Path));
    }

    [Fact]
    public async Task An_unplugged_chip_is_gone()
    {
        Requires.GpioSim();
        var chip = SimulatedChip.Create("gone-soon", 2);

        chip.Dispose();

        await KernelFile.UntilAsync(() => !File.Exists(chip.Path), "the device node is removed", Limit);
    }

    [Fact]
    public async Task An_LED_of_the_LED_class_shows_what_it_is_given()
    {
        Requires.Uleds();
        using var led = new SimulatedLed("test:white:status");

        KernelFile.Write($"{led.Folder}/brightness", "128");

        while ((await led.Changes.ReadAsync().Within(Limit)).Brightness != 128)
        {
            // The kernel switches a new LED off first.
        }
    }

    [Fact]
    public async Task A_key_that_is_pressed_is_an_event()
    {
        Requires.Uinput();
        using var keys = new SimulatedKeys("foot switch", KeyEnter);
        Task<ushort> key = NextPressAsync(keys.Path);

        Assert.Equal(KeyEnter, await PressUntilAsync(key, () => keys.Set(KeyEnter, true), () => keys.Set(KeyEnter, false)));
    }

    [Fact]
    public async Task The_button_of_the_device_tree_is_an_input_device()
    {
        Requires.DeviceTree();
        SimulatedChip chip = SimulatedChip.OfDeviceTree();
        string node = Directory.GetDirectories("/sys/devices/platform/keys/input")
            .SelectMany(input => Directory.GetDirectories(input, "event*"))
            .Single();
        Task<ushort> key = NextPressAsync($"/dev/input/{Path.GetFileName(node)}");

        Assert.Equal(KeyEnter, await PressUntilAsync(key, () => chip.Pull(0, true), () => chip.Pull(0, false)));
    }

    [Fact]
    public void The_LED_of_the_device_tree_drives_its_line()
    {
        Requires.DeviceTree();
        SimulatedChip chip = SimulatedChip.OfDeviceTree();
        KernelFile.Write("/sys/class/leds/ACT/trigger", "heartbeat"); // other tests may have taken it away
        Assert.Contains("[heartbeat]", KernelFile.Read("/sys/class/leds/ACT/trigger"), StringComparison.Ordinal);

        KernelFile.Write("/sys/class/leds/ACT/trigger", "none");
        KernelFile.Write("/sys/class/leds/ACT/brightness", "1");
        Assert.True(chip.IsHigh(1));
        KernelFile.Write("/sys/class/leds/ACT/brightness", "0");
        Assert.False(chip.IsHigh(1));
        KernelFile.Write("/sys/class/leds/ACT/trigger", "heartbeat");
    }

    [Fact]
    public void The_bytes_written_to_the_SPI_bus_are_seen()
    {
        Requires.DeviceTree();
        using var trace = new SpiTrace();

        using (var bus = new FileStream("/dev/spidev0.0", FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            bus.Write([0, 0xE1, 0x20, 0xFF]);

        SpiTrace.Transfer transfer = Assert.Single(trace.Transfers);
        Assert.Equal(4, transfer.Length);
        Assert.Equal([0, 0xE1, 0x20, 0xFF], transfer.Bytes);
    }

    /// <summary>The code of the next key pressed on an input device.</summary>
    private static Task<ushort> NextPressAsync(string path) => Task.Run(() =>
    {
        // struct input_event on 64 bits: the time, then type (1 = EV_KEY), code and value (1 = pressed)
        const int EventLength = 24, Type = 16, Code = 18, Value = 20;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var record = new byte[EventLength];
        do file.ReadExactly(record);
        while (BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(Type)) != 1 || record[Value] != 1);
        return BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(Code));
    });

    /// <summary>Presses again and again until the reader, whose opening nobody can see from outside, has seen one.</summary>
    private static async Task<ushort> PressUntilAsync(Task<ushort> key, Action press, Action release)
    {
        await KernelFile.UntilAsync(
            () =>
            {
                press();
                bool isSeen = key.Wait(TimeSpan.FromMilliseconds(100));
                release();
                return isSeen;
            },
            "a key event",
            Limit);
        return await key;
    }
}
