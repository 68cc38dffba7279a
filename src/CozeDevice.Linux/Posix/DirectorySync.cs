using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>Makes the names in a directory survive a power cut, which .NET has no call for.</summary>
public static class DirectorySync
{
    /// <summary>Writes the entries of the directory to the disk.</summary>
    /// <param name="directory">A path.</param>
    /// <exception cref="IOException">It cannot be opened or written.</exception>
    public static void Flush(string directory)
    {
        using var descriptor = Libc.open(directory, Libc.O_RDONLY | Libc.O_CLOEXEC);
        if (descriptor.IsInvalid) throw Failure("open", directory);
        if (Libc.fsync(descriptor) < 0) throw Failure("fsync", directory);
    }

    private static IOException Failure(string call, string directory) =>
        new($"{call} {directory}: {Marshal.GetLastPInvokeErrorMessage()}");
}
