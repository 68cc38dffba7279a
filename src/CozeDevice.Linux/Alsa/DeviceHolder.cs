using System.Globalization;
using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>Which program holds a sound card.</summary>
/// <remarks>The kernel says the owner of each open substream in <c>/proc/asound/card*/pcm*/sub*/status</c>; in a container where that is
/// hidden, the open files of all processes we may look at are searched. Best effort: what cannot be read is skipped.</remarks>
internal static class DeviceHolder
{
    private const string OwnerKey = "owner_pid";

    /// <summary>Finds who holds a stream.</summary>
    /// <param name="name">The configured name; a card named in it narrows the search.</param>
    /// <param name="direction">Which half.</param>
    /// <param name="proc">Where procfs is mounted.</param>
    /// <returns>As <c>"pulseaudio" (pid 812)</c>, or null if nobody was found.</returns>
    internal static string? Find(string name, AudioDirection direction, string proc = "/proc")
    {
        var suffix = direction == AudioDirection.Capture ? 'c' : 'p';
        var card = CardOf(name);
        return FromStatus(card, suffix, proc) ?? FromFiles(card, suffix, proc);
    }

    /// <summary>The card a name means: an id or a number, or null if it names none.</summary>
    /// <param name="name">As <c>plughw:CARD=seeed,DEV=0</c> or <c>hw:1,0</c>.</param>
    internal static string? CardOf(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        foreach (var part in name[(colon + 1)..].Split(','))
        {
            if (part.StartsWith("CARD=", StringComparison.OrdinalIgnoreCase)) return part["CARD=".Length..];
            if (!part.Contains('=', StringComparison.Ordinal) && part.Length > 0) return part;
        }

        return null;
    }

    private static string? FromStatus(string? card, char suffix, string proc)
    {
        foreach (var directory in Directories(Path.Combine(proc, "asound"), "card*"))
        {
            if (card is not null && !IsCard(directory, card)) continue;
            foreach (var pcm in Directories(directory, "pcm*" + suffix))
            {
                foreach (var sub in Directories(pcm, "sub*"))
                    if (Owner(Read(Path.Combine(sub, "status"))) is { } pid) return Program(pid, proc);
            }
        }

        return null;
    }

    private static bool IsCard(string directory, string card) =>
        Path.GetFileName(directory) == "card" + card || Read(Path.Combine(directory, "id")).Trim() == card;

    private static int? Owner(string status)
    {
        foreach (var line in status.Split('\n'))
        {
            if (!line.StartsWith(OwnerKey, StringComparison.Ordinal)) continue;
            var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var pid) && pid > 0) return pid;
        }

        return null;
    }

    private static string? FromFiles(string? card, char suffix, string proc)
    {
        var number = card is not null && int.TryParse(card, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
        var prefix = number >= 0 ? $"/dev/snd/pcmC{number}D" : "/dev/snd/pcmC";
        foreach (var directory in Directories(proc, "*"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            foreach (var file in Files(Path.Combine(directory, "fd")))
            {
                if (Target(file) is { } target && target.StartsWith(prefix, StringComparison.Ordinal) && target.EndsWith(suffix))
                    return Program(pid, proc);
            }
        }

        return null;
    }

    /// <summary>The name of a program; a thread is named after its process.</summary>
    private static string Program(int pid, string proc)
    {
        foreach (var line in Read(Path.Combine(proc, $"{pid}", "status")).Split('\n'))
        {
            if (line.StartsWith("Tgid:", StringComparison.Ordinal)
                && int.TryParse(line["Tgid:".Length..], NumberStyles.Integer, CultureInfo.InvariantCulture, out var process))
            {
                pid = process;
                break;
            }
        }

        var name = ProgramName.Of(Read(Path.Combine(proc, $"{pid}", "comm")), Read(Path.Combine(proc, $"{pid}", "cmdline")));
        return name.Length > 0 ? $"\"{name}\" (pid {pid})" : $"process {pid}";
    }

    private static string[] Directories(string path, string pattern) => Try(() => Directory.GetDirectories(path, pattern)) ?? [];

    private static string[] Files(string path) => Try(() => Directory.GetFileSystemEntries(path)) ?? [];

    private static string Read(string path) => Try(() => File.ReadAllText(path)) ?? "";

    private static string? Target(string link) => Try(() => new FileInfo(link).LinkTarget);

    private static T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // processes end while they are looked at, and most belong to others
        }
    }
}
