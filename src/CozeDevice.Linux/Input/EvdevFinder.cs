using CozeDevice.Naming;

namespace CozeDevice.Linux.Input;

/// <summary>Finds input devices by name, by path, or by what keys they have.</summary>
/// <param name="directory">Where their devices are.</param>
internal sealed class EvdevFinder(string directory = EvdevFinder.Devices)
{
    /// <summary>Where the kernel puts them.</summary>
    public const string Devices = "/dev/input";

    /// <summary>How they begin.</summary>
    public const string Prefix = "event";

    private const int MaxTypos = 3;

    /// <summary>All of them, in the order of their numbers.</summary>
    public IReadOnlyList<string> Paths()
    {
        if (!Directory.Exists(directory))
            return [];
        string[] paths = Directory.GetFiles(directory, Prefix + "*");
        Array.Sort(paths, static (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        return paths;
    }

    /// <summary>Finds and opens the device of a button.</summary>
    /// <param name="settings">What is looked for.</param>
    /// <exception cref="ContactException">There is none, or it may not be opened.</exception>
    public EvdevDevice Find(EvdevContactSettings settings)
    {
        string key = EvdevKeys.NameOf(settings.Key);
        if (settings.Device.StartsWith('/'))
        {
            EvdevDevice device = EvdevDevice.Open(settings.Device);
            if (device.Has(settings.Key))
                return device;
            device.Dispose();
            throw new ContactException(ContactProblem.Missing, $"{settings.Device} ({device.Name}) has no {key}");
        }
        bool isAny = settings.Device == EvdevContactSettings.Auto;
        var names = new List<string>();
        ContactException? closed = null;
        foreach (string path in Paths())
        {
            if (TryOpen(path, ref closed) is not { } device)
                continue;
            names.Add(device.Name);
            if ((isAny || device.Name == settings.Device) && device.Has(settings.Key))
                return device;
            device.Dispose();
        }
        throw closed ?? NoDevice(settings, isAny, key, names);
    }

    private static EvdevDevice? TryOpen(string path, ref ContactException? closed)
    {
        try
        {
            return EvdevDevice.Open(path);
        }
        catch (ContactException e)
        {
            // Gone meanwhile is no reason; forbidden is one, if no other device will do.
            if (e.Problem != ContactProblem.Missing)
                closed ??= e;
            return null;
        }
    }

    private static ContactException NoDevice(EvdevContactSettings settings, bool isAny, string key, List<string> names)
    {
        if (names.Count == 0)
            return new(ContactProblem.Missing, "this machine has no input device");
        if (isAny)
            return new(ContactProblem.Missing, $"no input device has {key}");
        if (names.Contains(settings.Device))
            return new(ContactProblem.Missing, $"the input device \"{settings.Device}\" has no {key}");
        string nearest = NearestName.Find(settings.Device, names, out int edits);
        string hint = edits <= MaxTypos ? $"did you mean \"{nearest}\"?" : "`cozedevice gpio list` names them";
        return new(ContactProblem.Missing, $"there is no input device \"{settings.Device}\"; {hint}");
    }
}
