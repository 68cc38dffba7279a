namespace CozeDevice.Audio;

/// <summary>The devices <c>file:PATH.wav</c> and <c>null</c>, for machines without a sound card, in front of the real ones.</summary>
/// <remarks>Safe from any thread. The first opening of a recording in the life of this object starts a new file; later ones
/// (the pump opens again after a loss) continue it.</remarks>
/// <param name="makePacer">Makes the clock of one device.</param>
/// <param name="next">Opens all other names, or null if this build has no sound card backend.</param>
public sealed class FileAndNullDevices(Func<IPacer> makePacer, IAudioDevices? next = null) : IAudioDevices
{
    private const string FilePrefix = "file:";
    private const string NullName = "null";

    private readonly Lock _lock = new();
    private readonly HashSet<string> _recorded = new(StringComparer.Ordinal);

    /// <summary>The devices on the machine's own clock.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="next">Opens all other names, or null if this build has no sound card backend.</param>
    public FileAndNullDevices(TimeProvider time, IAudioDevices? next = null)
        : this(() => new SystemPacer(time), next) { }

    /// <summary>Whether a name is one of these devices, which no sound card stands behind.</summary>
    /// <param name="name">The configured name.</param>
    public static bool Has(string name) =>
        name == NullName || name.StartsWith(FilePrefix, StringComparison.Ordinal);

    /// <inheritdoc/>
    public IPcmCapture OpenCapture(string name)
    {
        if (name == NullName) return new NullCapture(makePacer());
        if (PathOf(name) is { } path) return FileCapture.Open(name, path, makePacer());
        return next?.OpenCapture(name) ?? throw Unknown(name);
    }

    /// <inheritdoc/>
    public IPcmPlayback OpenPlayback(string name)
    {
        if (name == NullName) return new NullPlayback(makePacer());
        if (PathOf(name) is { } path) return OpenRecording(name, path);
        return next?.OpenPlayback(name) ?? throw Unknown(name);
    }

    private FilePlayback OpenRecording(string name, string path)
    {
        lock (_lock)
        {
            var key = Path.GetFullPath(path);
            var playback = FilePlayback.Open(name, path, _recorded.Contains(key), makePacer());
            _recorded.Add(key);
            return playback;
        }
    }

    private static string? PathOf(string name)
    {
        if (!name.StartsWith(FilePrefix, StringComparison.Ordinal)) return null;
        var path = name[FilePrefix.Length..];
        return path.Length > 0
            ? path
            : throw new AudioDeviceException(name, $"the device {name} names no file; write file:PATH.wav");
    }

    private static AudioDeviceException Unknown(string name) => new(
        name,
        $"cannot open the audio device \"{name}\": this build plays and records through file:PATH.wav and null only");
}
