using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>Makes the names in a directory survive a power cut, which .NET has no call for.</summary>
public static partial class DirectorySync
{
    private const string Library = "libc.so.6";
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>Writes the entries of the directory to the disk.</summary>
    /// <param name="directory">A path.</param>
    /// <exception cref="IOException">It cannot be opened or written.</exception>
    public static void Flush(string directory)
    {
        var descriptor = open(directory, ReadOnly | CloseOnExec);
        if (descriptor < 0) throw Failure("open", directory);
        var failure = fsync(descriptor) < 0 ? Failure("fsync", directory) : null;
        // The descriptor was only read from: closing it loses nothing, whatever the answer.
        _ = close(descriptor);
        if (failure is not null) throw failure;
    }

    private static IOException Failure(string call, string directory) =>
        new($"{call} {directory}: {Marshal.GetLastPInvokeErrorMessage()}");

    // int open(const char *path, int flags);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int open(string path, int flags);

    // int fsync(int fd);
    [LibraryImport(Library, SetLastError = true)]
    private static partial int fsync(int descriptor);

    // int close(int fd);
    [LibraryImport(Library)]
    private static partial int close(int descriptor);
}
