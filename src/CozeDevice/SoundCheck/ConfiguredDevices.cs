using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Options;

namespace CozeDevice.SoundCheck;

/// <summary>Looks whether what is configured is there.</summary>
internal static class ConfiguredDevices
{
    private const string FilePrefix = "file:";

    /// <summary>Looks at one device.</summary>
    /// <param name="setting">Its setting.</param>
    /// <param name="direction">Capture or playback.</param>
    /// <param name="cards">Whom to ask about ALSA devices.</param>
    public static ConfiguredDevice Look(EffectiveSetting setting, AudioDirection direction, ISoundCards cards)
    {
        var name = setting.Value!;
        var probe = name == "null" ? Works
            : name.StartsWith(FilePrefix, StringComparison.Ordinal) ? File(name[FilePrefix.Length..], direction)
            : cards.Probe(name, direction);
        return new(setting.Key.Path, name, setting.Origin.Text, direction, probe);
    }

    // Converted to what the house wants: there is nothing to know about them.
    private static PcmProbe Works { get; } =
        new(new(["S16_LE"], 1, 1, [AudioFormat.SampleRate]));

    private static PcmProbe File(string path, AudioDirection direction)
    {
        if (direction == AudioDirection.Capture)
            return System.IO.File.Exists(path) ? Works : new(null, "there is no such file");
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(directory) ? Works : new(null, "its directory does not exist");
    }
}
