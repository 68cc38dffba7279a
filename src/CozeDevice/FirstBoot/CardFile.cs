using CozeDevice.Linux.Posix;

namespace CozeDevice.FirstBoot;

/// <summary><c>cozedevice.txt</c> on a FAT partition, replaced so that a power cut leaves the old text or the new one.</summary>
/// <remarks>FAT has no journal and no atomic exchange of names, and a file that was renamed may have no length on the disk until it is itself
/// written back (Linux keeps start and length in its inode), so each is flushed after its move and an empty one counts as none. So the new text is written beside the old one, the old one moves away, the
/// new one takes its place, and only then is the old one overwritten and removed: at every moment one of the three names holds
/// something whole. What the flash of the card itself keeps in spare blocks is out of reach.</remarks>
/// <param name="directory">The mounted partition.</param>
/// <param name="step">Called after each step.</param>
internal sealed class CardFile(string directory, Action<FirstBootStep> step)
{
    /// <summary>Its name.</summary>
    public const string Name = "cozedevice.txt";

    private const int MaxBytes = 1024 * 1024;
    private const string Beginning = "cozedevice";
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // FAT has none; tests do

    private string New => Path.Combine(directory, "cozedevice.new");

    private string Old => Path.Combine(directory, "cozedevice.old");

    /// <summary>The file.</summary>
    public string FullName => Path.Combine(directory, Name);

    /// <summary>Whether there is one, or what a power cut left of one.</summary>
    public bool Exists => File.Exists(FullName) || File.Exists(Old) || File.Exists(New);

    /// <summary>Files that somebody may have meant to be this one: <c>cozedevice.txt.txt</c>, because Windows hides the ending, a copy,
    /// another kind of document.</summary>
    public IReadOnlyList<string> Strays => !Directory.Exists(directory) ? [] : [.. Directory.EnumerateFiles(directory)
        .Select(static path => Path.GetFileName(path))
        .Where(name => name.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase) && !IsOwn(name))
        .Order(StringComparer.Ordinal)];

    /// <summary>Gives a file that is the only one of its kind, and may be a text, the name it was meant to have. Without one nothing
    /// happens.</summary>
    public void Adopt()
    {
        if (!Exists && Strays is [var only] && Path.GetExtension(only).ToLowerInvariant() is "" or ".txt" or ".text") Move(Path.Combine(directory, only), FullName);
    }

    /// <summary>Makes the file, where there is none to write the result into.</summary>
    public void Create()
    {
        DurableFile.Write(FullName, [], Mode);
        DirectorySync.Flush(directory);
    }

    /// <summary>Goes on where a power cut ended an exchange.</summary>
    public void Recover()
    {
        if (!HasText(FullName) && Array.Find([New, Old], HasText) is { } whole)
        {
            // The old one moves away only when the new one is on the disk; until that has its place, the old one is there.
            if (File.Exists(FullName)) File.Delete(FullName);
            Move(whole, FullName);
        }

        if (File.Exists(New)) File.Delete(New);
        Scrub();
        step(FirstBootStep.Recovered);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">It is too large, or cannot be read.</exception>
    public byte[] Read() => new FileInfo(FullName).Length <= MaxBytes
        ? File.ReadAllBytes(FullName)
        : throw new IOException($"{Name} is larger than {MaxBytes / 1024} KiB; that is not the file of this device");

    /// <summary>Puts another text in its place, and overwrites the old one.</summary>
    public void Replace(ReadOnlySpan<byte> content)
    {
        DurableFile.Write(New, content, Mode);
        DirectorySync.Flush(directory);
        step(FirstBootStep.CardWritten);
        Move(FullName, Old);
        step(FirstBootStep.CardAside);
        Move(New, FullName);
        step(FirstBootStep.CardPlaced);
        Scrub();
    }

    // On FAT a name with other capitals is the same file; elsewhere it is a stray.
    private bool IsOwn(string name) => name is "cozedevice.new" or "cozedevice.old" or Name
        || (name.Equals(Name, StringComparison.OrdinalIgnoreCase) && File.Exists(FullName));

    private static bool HasText(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    private void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        using (var file = new FileStream(to, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0))
            file.Flush(flushToDisk: true);
        DirectorySync.Flush(directory);
    }

    private void Scrub()
    {
        if (!File.Exists(Old)) return;
        using (var file = new FileStream(Old, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(new byte[file.Length]);
            file.Flush(flushToDisk: true);
        }

        step(FirstBootStep.CardScrubbed);
        File.Delete(Old);
        DirectorySync.Flush(directory);
    }
}
