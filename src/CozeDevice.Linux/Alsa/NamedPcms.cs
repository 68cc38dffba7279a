using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>The devices ALSA's configuration defines, without those that are one of the cards again, or plumbing.</summary>
internal static class NamedPcms
{
    private const string Pcm = "pcm";
    private const string Default = "default";

    // Building blocks that are listed like devices: converters, bridges to programs that are not there, channel mixers.
    private static readonly string[] Plumbing =
        ["null", "samplerate", "speexrate", "speex", "lavrate", "jack", "oss", "upmix", "vdownmix", "usbstream", "a52", "phoneconverter"];

    /// <summary>Reads and probes them; <c>default</c> first, which works without being listed.</summary>
    public static IReadOnlyList<NamedPcm> Read()
    {
        var hints = Hints();
        if (!hints.Exists(hint => hint.Name == Default)) hints.Insert(0, (Default, "what ALSA takes by itself", null));
        // A bridge to a sound server that does not run here is no device.
        return [.. hints.Select(hint => Probe(hint.Name, hint.Description, hint.Io))
            .Where(pcm => pcm.Capture is { Exists: true } || pcm.Playback is { Exists: true })];
    }

    /// <summary>Whether a person would configure it: no view of a card, of which <c>plughw:</c> is the one to use, and no plumbing.</summary>
    /// <param name="name">A name ALSA lists.</param>
    public static bool IsWorthNaming(string name) =>
        !name.Contains(':', StringComparison.Ordinal) && !Plumbing.Contains(name);

    private static unsafe List<(string Name, string Description, string? Io)> Hints()
    {
        var found = new List<(string Name, string Description, string? Io)>();
        if (Libasound.snd_device_name_hint(-1, Pcm, out var hints) < 0) return found;
        for (var hint = hints; *hint != 0; hint++)
        {
            var name = Hint(*hint, "NAME");
            if (name is null || !IsWorthNaming(name) || found.Exists(one => one.Name == name)) continue;
            found.Add((name, (Hint(*hint, "DESC") ?? "").Split('\n')[0], Hint(*hint, "IOID")));
        }

        _ = Libasound.snd_device_name_free_hint(hints);
        return found;
    }

    // "Input", "Output", or nothing for both.
    private static NamedPcm Probe(string name, string description, string? io) => new(
        name,
        description,
        io == "Output" ? null : PcmProber.Probe(name, AudioDirection.Capture),
        io == "Input" ? null : PcmProber.Probe(name, AudioDirection.Playback));

    private static unsafe string? Hint(nint hint, string id)
    {
        var text = Libasound.snd_device_name_get_hint(hint, id);
        try
        {
            return Marshal.PtrToStringUTF8(text);
        }
        finally
        {
            NativeMemory.Free((void*)text); // free(3), whose text it is
        }
    }
}
