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
        bool isAny = settings.Device == EvdevContactSettings.Auto;
        if (Find(isAny ? null : settings.Device, settings.Key) is { } device)
            return device;
        throw new ContactException(
            ContactProblem.Missing, isAny ? $"no input device has {key}" : $"the input device \"{settings.Device}\" has no {key}");
    }

    /// <summary>Finds and opens a device.</summary>
    /// <param name="device">Its name or path.</param>
    /// <exception cref="ContactException">There is none, or it may not be opened.</exception>
    public EvdevDevice Find(string device) => Find(device, key: null)!;

    // Null when the device is there and has no such key.
    private EvdevDevice? Find(string? wanted, ushort? key)
    {
        var names = new List<string>();
        ContactException? closed = null;
        EvdevDevice? found = null;
        foreach (string path in wanted is not null && wanted.StartsWith('/') ? [wanted] : Paths())
        {
            if (TryOpen(path, wanted, ref closed) is not { } device)
                continue;
            names.Add(device.Name);
            bool fits = (wanted is null || wanted == path || wanted == device.Name) && (key is not { } code || device.Has(code));
            // A foot switch has a key or three; a keyboard, and the remote control of a television, have every key there is.
            if (fits && (found is null || (wanted is null && device.Keys().Count < found.Keys().Count)))
                (found, device) = (device, found);
            device?.Dispose();
        }
        if (found is not null)
            return found;
        if (closed is not null)
            throw closed;
        if (names.Count == 0)
            throw new ContactException(ContactProblem.Missing, "this machine has no input device");
        return wanted is null || wanted.StartsWith('/') || names.Contains(wanted) ? null : throw NoDevice(wanted, names);
    }

    private static EvdevDevice? TryOpen(string path, string? wanted, ref ContactException? closed)
    {
        try
        {
            return EvdevDevice.Open(path);
        }
        catch (ContactException e)
        {
            // Gone meanwhile is no reason; forbidden is one, if no other device will do.
            if (e.Problem != ContactProblem.Missing || path == wanted)
                closed ??= e;
            return null;
        }
    }

    private static ContactException NoDevice(string wanted, List<string> names)
    {
        string nearest = NearestName.Find(wanted, names, out int edits);
        string hint = edits <= MaxTypos ? $"did you mean \"{nearest}\"?" : "`cozedevice gpio list` names them";
        return new(ContactProblem.Missing, $"there is no input device \"{wanted}\"; {hint}");
    }
}
