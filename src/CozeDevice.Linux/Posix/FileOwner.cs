using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>Who owns files, which .NET has no call for.</summary>
public static class FileOwner
{
    /// <summary>Gives a file to the owner of a directory: what root writes into the directory of a service stays readable to the
    /// service.</summary>
    /// <param name="file">The file; a symbolic link itself, not what it names.</param>
    /// <param name="directory">Whose owner it gets.</param>
    /// <exception cref="IOException">A call failed.</exception>
    public static void TakeFrom(string file, string directory)
    {
        (uint user, uint group) = Of(directory);
        if (Libc.lchown(file, user, group) < 0)
            throw PosixException.OfLastCall("lchown", file);
    }

    /// <summary>The user and group that own a path.</summary>
    /// <exception cref="IOException">It is not there, or may not be looked at.</exception>
    public static unsafe (uint User, uint Group) Of(string path)
    {
        byte* buffer = stackalloc byte[Libc.StatxBytes];
        if (Libc.statx(Libc.AT_FDCWD, path, 0, Libc.STATX_UID | Libc.STATX_GID, buffer) < 0)
            throw PosixException.OfLastCall("statx", path);
        return (MemoryMarshal.Read<uint>(new ReadOnlySpan<byte>(buffer + Libc.StatxUid, sizeof(uint))),
            MemoryMarshal.Read<uint>(new ReadOnlySpan<byte>(buffer + Libc.StatxGid, sizeof(uint))));
    }
}
