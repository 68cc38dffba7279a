using System.Globalization;

namespace CozeDevice.HardwareTests.Board;

/// <summary>A GPIO chip of the kernel's <c>gpio-sim</c> driver: to programs a <c>/dev/gpiochipN</c> like any other, and here the
/// world outside it, which pulls its inputs and reads its outputs.</summary>
/// <remarks>Disposing it unplugs the chip; programs that hold a line then read ENODEV.</remarks>
internal sealed class SimulatedChip : IDisposable
{
    private const string Configuration = "/sys/kernel/config/gpio-sim";
    private static int Made; // chips of this process, for names

    private readonly string? _folder; // in configfs; null for the chip of the device tree
    private readonly int[] _named;
    private readonly string _lines;

    private SimulatedChip(string? folder, int[] named, string lines, string name) =>
        (_folder, _named, _lines, Name) = (folder, named, lines, name);

    /// <summary><c>gpiochipN</c>.</summary>
    public string Name { get; }

    /// <summary><c>/dev/gpiochipN</c>.</summary>
    public string Path => $"/dev/{Name}";

    /// <summary>Makes a chip and plugs it in.</summary>
    /// <param name="label">Such as <c>pinctrl-bcm2835</c>: boards are told apart by it.</param>
    /// <param name="lines">How many.</param>
    /// <param name="names">Names of lines by offset.</param>
    public static SimulatedChip Create(string label, int lines, params (int Offset, string Name)[] names)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref Made)}");
        string folder = $"{Configuration}/{id}", bank = $"{folder}/bank";
        Directory.CreateDirectory(bank);
        KernelFile.Write($"{bank}/num_lines", lines.ToString(CultureInfo.InvariantCulture));
        KernelFile.Write($"{bank}/label", label);
        foreach ((int offset, string name) in names)
        {
            Directory.CreateDirectory($"{bank}/line{offset}");
            KernelFile.Write($"{bank}/line{offset}/name", name);
        }
        KernelFile.Write($"{folder}/live", "1");
        string chip = KernelFile.Read($"{bank}/chip_name");
        string device = KernelFile.Read($"{folder}/dev_name");
        return new(folder, [.. names.Select(n => n.Offset)], $"/sys/devices/platform/{device}/{chip}", chip);
    }

    /// <summary>The chip of the board's device tree: the kernel itself holds the lines KEY, ACT and those of the SPI bus.</summary>
    public static SimulatedChip OfDeviceTree()
    {
        string lines = Directory.GetDirectories("/sys/devices/platform/chip", "gpiochip*").Single();
        return new(null, [], lines, System.IO.Path.GetFileName(lines));
    }

    /// <summary>Pulls an input: what a finger or a sensor does.</summary>
    public void Pull(int line, bool high) => KernelFile.Write($"{_lines}/sim_gpio{line}/pull", high ? "pull-up" : "pull-down");

    /// <summary>The level of a line: what an LED on it shows.</summary>
    public bool IsHigh(int line) => KernelFile.Read($"{_lines}/sim_gpio{line}/value") == "1";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder is null || !Directory.Exists(_folder)) return;
        KernelFile.Write($"{_folder}/live", "0");
        foreach (int offset in _named)
            Directory.Delete($"{_folder}/bank/line{offset}");
        Directory.Delete($"{_folder}/bank");
        Directory.Delete(_folder);
    }
}
