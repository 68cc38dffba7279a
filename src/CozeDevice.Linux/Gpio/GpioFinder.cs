using System.Globalization;
using CozeDevice.Naming;

namespace CozeDevice.Linux.Gpio;

/// <summary>Finds chips by label, name or path, and lines by name or offset.</summary>
/// <remarks>Never by chip number alone: the numbers moved between kernels, and the Pi 5 has its header on another chip.</remarks>
/// <param name="directory">Where the devices are.</param>
internal sealed class GpioFinder(string directory = GpioFinder.Devices)
{
    /// <summary>Where the kernel puts devices.</summary>
    public const string Devices = "/dev";

    /// <summary>How the devices of chips begin.</summary>
    public const string Prefix = "gpiochip";

    private const int MaxTypos = 3;

    /// <summary>The devices of all chips, in the order of their numbers.</summary>
    public IReadOnlyList<string> Paths()
    {
        if (!Directory.Exists(directory))
            return [];
        string[] paths = Directory.GetFiles(directory, Prefix + "*");
        // gpiochip2 before gpiochip10.
        Array.Sort(paths, static (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        return paths;
    }

    /// <summary>Finds a line and opens its chip.</summary>
    /// <param name="chip">Label, kernel's name or path of the chip, or null for the chip that has a line of this name.</param>
    /// <param name="line">The line's name, or its offset on the chip.</param>
    /// <exception cref="GpioException">There is no such line, or it may not be looked for.</exception>
    public GpioPlace Find(string? chip, string line)
    {
        var chips = new List<GpioChip>();
        GpioException? closed = null;
        GpioPlace? place = null;
        try
        {
            foreach (string path in Candidates(chip))
                TryOpen(path, chip, chips, ref closed);
            if (chips.Count == 0)
                throw closed ?? NoChip(chip);
            place = Place(chips, line, named: chip is not null);
            return place ?? throw closed ?? NoLine(chips, line);
        }
        finally
        {
            foreach (GpioChip open in chips)
            {
                if (!ReferenceEquals(open, place?.Chip))
                    open.Dispose();
            }
        }
    }

    private IReadOnlyList<string> Candidates(string? chip) =>
        chip is not null && chip.StartsWith('/') ? [chip] : Paths();

    private static void TryOpen(string path, string? wanted, List<GpioChip> chips, ref GpioException? closed)
    {
        GpioChip chip;
        try
        {
            chip = GpioChip.Open(path);
        }
        catch (GpioException e) when (e.Problem != GpioProblem.NoChip || path == wanted)
        {
            // Another chip may have the line all the same; if none has, this is the reason to tell.
            closed ??= e;
            return;
        }
        catch (GpioException)
        {
            // It went while its directory was being read.
            return;
        }
        if (wanted is null || path == wanted || chip.Label == wanted || chip.Name == wanted)
            chips.Add(chip);
        else
            chip.Dispose();
    }

    private static GpioPlace? Place(List<GpioChip> chips, string line, bool named)
    {
        bool isOffset = uint.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out uint offset);
        foreach (GpioChip chip in chips)
        {
            foreach (GpioLineInfo info in chip.Describe())
            {
                if (info.Name == line)
                    return new GpioPlace(chip, info);
            }
        }
        if (!isOffset)
            return null;
        if (!named && chips.Count > 1)
        {
            throw new GpioException(
                GpioProblem.NoLine, $"line {offset} is on every chip; name one: {string.Join(", ", chips.ConvertAll(chip => chip.Label))}");
        }
        return offset < chips[0].LineCount ? new GpioPlace(chips[0], chips[0].Describe(offset)) : null;
    }

    private GpioException NoChip(string? chip)
    {
        IReadOnlyList<string> paths = Paths();
        if (chip is null || paths.Count == 0)
            return new(GpioProblem.NoChip, "this machine has no GPIO chip");
        var labels = new List<string>();
        foreach (string path in paths)
        {
            try
            {
                using GpioChip open = GpioChip.Open(path);
                labels.Add(open.Label);
            }
            catch (GpioException)
            {
                // Only a hint.
            }
        }
        return new(GpioProblem.NoChip, $"there is no GPIO chip {chip}; there {Are(labels)} {string.Join(", ", labels)}");
    }

    private static string Are(List<string> names) => names.Count == 1 ? "is" : "are";

    private static GpioException NoLine(List<GpioChip> chips, string line)
    {
        string where = chips.Count == 1 ? $"{chips[0].Label} ({chips[0].Path})" : "any GPIO chip of this machine";
        var names = new List<string>();
        foreach (GpioChip chip in chips)
        {
            foreach (GpioLineInfo info in chip.Describe())
            {
                if (info.Name is { } name)
                    names.Add(name);
            }
        }
        if (names.Count == 0)
        {
            return new(
                GpioProblem.NoLine,
                $"there is no line {line} on {where}; its lines have no names: give the offset, 0 to {chips[0].LineCount - 1}");
        }
        string nearest = NearestName.Find(line, names, out int edits);
        string hint = edits <= MaxTypos ? $"did you mean {nearest}?" : $"`cozedevice gpio list` names them";
        return new(GpioProblem.NoLine, $"there is no line {line} on {where}; {hint}");
    }
}
