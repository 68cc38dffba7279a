using Xunit;

namespace CozeDevice.HardwareTests.Board;

/// <summary>What a test needs of the kernel. Called first in a test class's constructor; where it is missing, the test is skipped
/// with the reason.</summary>
internal static class Requires
{
    private const string How = "; run scripts/virtual-board.sh";

    /// <summary>A sound card by its ALSA id, such as <c>Loopback</c>, <c>Dummy</c>, <c>Ac97</c> or <c>Audio</c> (USB).</summary>
    public static void Card(string id) => Path($"/proc/asound/{id}", $"there is no sound card \"{id}\"");

    /// <summary>Chips made by <see cref="SimulatedChip"/>.</summary>
    public static void GpioSim() => Path("/sys/kernel/config/gpio-sim", "the kernel has no gpio-sim in configfs");

    /// <summary>LEDs made by <see cref="SimulatedLed"/>.</summary>
    public static void Uleds() => Path("/dev/uleds", "the kernel has no uleds");

    /// <summary>Input devices made by <see cref="SimulatedKeys"/>.</summary>
    public static void Uinput() => Path("/dev/uinput", "the kernel has no uinput");

    /// <summary>The board's own button, LED and SPI bus, described in its device tree.</summary>
    public static void DeviceTree() =>
        Path("/sys/firmware/devicetree/base/chip", "this is not the virtual board: its device tree is missing");

    /// <summary>Anything that shows as a path.</summary>
    public static void Path(string path, string otherwise)
    {
        bool isThere = File.Exists(path) || Directory.Exists(path);
        Assert.SkipUnless(isThere, otherwise + How);
    }
}
