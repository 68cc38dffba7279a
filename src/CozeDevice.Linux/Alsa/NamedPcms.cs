using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Linux.Alsa;

/// <summary>The devices ALSA's configuration defines, without those that are one of the cards again, or plumbing.</summary>
internal static class NamedPcms
{
    private const string Pcm = "pcm";

    // Building blocks that are listed like devices: converters, bridges to programs that are not there, channel mixers.
    private static readonly string[] Plumbing =
        ["null", "samplerate", "speexrate", "speex", "lavrate", "jack", "oss", "upmix", "vdownmix", "usbstream", "a52", "phoneconverter"];

    /// <summary>Reads and probes them.</summary>
    public static unsafe IReadOnlyList<NamedPcm> Read()
    {
        var found = new List<NamedPcm>();
        if (Libasound.snd_device_name_hint(-1, Pcm, out var hints) < 0) return found;
        try
        {
            for (var hint = hints; *hint != 0; hint++)
            {
                var name = Hint(*hint, "NAME");
                if (name is null || !IsWorthNaming(name) || found.Exists(one => one.Name == name)) continue;
                var description = (Hint(*hint, "DESC") ?? "").Split('\n')[0];
                var pcm = Probe(name, description, Hint(*hint, "IOID"));
                // A bridge to a sound server that does not run here is no device.
                if (pcm.Capture is { Exists: true } || pcm.Playback is { Exists: true }) found.Add(pcm);
            }
        }
        finally
        {
            _ = Libasound.snd_device_name_free_hint(hints);
        }

        return found;
    }

    /// <summary>Whether a person would configure it: no view of a card, of which <c>plughw:</c> is the one to use, and no plumbing.</summary>
    /// <param name="name">A name ALSA lists.</param>
    public static bool IsWorthNaming(string name) =>
        !name.Contains(':', StringComparison.Ordinal) && !Plumbing.Contains(name);

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
