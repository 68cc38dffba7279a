using CozeDevice.Linux.Posix;

namespace CozeDevice.FirstBoot;

/// <summary>Files that are whole after a power cut.</summary>
internal static class DurableFile
{
    /// <summary>Puts a file in the place of another one: the content, to the disk, the name, to the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="mode">Who may read it.</param>
    /// <param name="written">Called when it is on the disk under a name nobody reads.</param>
    public static void Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode, Action written)
    {
        Write(Beside(path), content, mode);
        written();
        File.Move(Beside(path), path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes what a cut left of <see cref="Replace"/>; it may be a secret.</summary>
    public static void Tidy(string path)
    {
        if (File.Exists(Beside(path))) File.Delete(Beside(path));
    }

    /// <summary>Writes a new file to the disk. Its name may not be there yet.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        // A left-over could have another mode, or be a link.
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
            BufferSize = 0,
        });
        // Whatever the umask of a service leaves of it: the agent is another user than whoever writes here.
        File.SetUnixFileMode(file.SafeFileHandle, mode);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    // Hidden, and without an ending that anything looks for.
    private static string Beside(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");
}
