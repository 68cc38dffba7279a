using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <content>Device files: open, ioctl, read, poll, eventfd, inotify.</content>
/// <remarks>The constants are those of <c>asm-generic</c>, which x86, Arm and RISC-V use.</remarks>
internal static unsafe partial class Libc
{
    // fcntl.h
    internal const int O_RDONLY = 0;
    internal const int O_WRONLY = 1;
    internal const int O_RDWR = 2;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x80000;
    internal const int F_SETFL = 4;

    internal const int AT_FDCWD = -100;

    // linux/stat.h: struct statx has 256 bytes, stx_uid at 20, stx_gid at 24
    internal const uint STATX_UID = 0x8;
    internal const uint STATX_GID = 0x10;
    internal const int StatxBytes = 256;
    internal const int StatxUid = 20;
    internal const int StatxGid = 24;

    // poll.h
    internal const short POLLIN = 0x1;
    internal const short POLLOUT = 0x4;
    internal const short POLLERR = 0x8;
    internal const short POLLHUP = 0x10;
    internal const short POLLNVAL = 0x20;

    // time.h
    internal const int CLOCK_MONOTONIC = 1;

    /// <summary><c>struct pollfd</c>, which is no name for a type here.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        /// <summary>A file descriptor; a negative one is skipped.</summary>
        internal int fd;

        /// <summary>What is asked for.</summary>
        internal short events;

        /// <summary>What there is.</summary>
        internal short revents;
    }

    // int open(const char *path, int flags);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial FileDescriptor open(string path, int flags);

    // int statx(int dirfd, const char *path, int flags, unsigned int mask, struct statx *buffer); the same layout everywhere
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int statx(int directory, string path, int flags, uint mask, void* buffer);

    // sys/timex.h: int adjtimex(struct timex *buf);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int adjtimex(void* buffer);

    // int lchown(const char *path, uid_t owner, gid_t group);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int lchown(string path, uint owner, uint group);

    // int fsync(int fd);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fsync(FileDescriptor descriptor);

    // int close(int fd);
    [LibraryImport(Library, EntryPoint = "close")]
    internal static partial int close_descriptor(int descriptor);

    // int ioctl(int fd, unsigned long request, ...); variadic in C: one pointer is passed the same way on every Linux ABI
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int ioctl(FileDescriptor descriptor, nuint request, void* argument);

    // int fcntl(int fd, int command, ...); variadic in C
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int fcntl(FileDescriptor descriptor, int command, int argument);

    // ssize_t read(int fd, void *buffer, size_t count);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint read(FileDescriptor descriptor, void* buffer, nuint count);

    // ssize_t write(int fd, const void *buffer, size_t count);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial nint write(FileDescriptor descriptor, void* buffer, nuint count);

    // int poll(struct pollfd *fds, nfds_t nfds, int timeout);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int poll(PollEntry* descriptors, nuint count, int timeoutMs);

    // sys/eventfd.h: int eventfd(unsigned int initval, int flags); EFD_CLOEXEC and EFD_NONBLOCK are O_CLOEXEC and O_NONBLOCK
    [LibraryImport(Library, SetLastError = true)]
    internal static partial FileDescriptor eventfd(uint initial, int flags);

    // sys/inotify.h: int inotify_init1(int flags); IN_CLOEXEC and IN_NONBLOCK are O_CLOEXEC and O_NONBLOCK
    [LibraryImport(Library, SetLastError = true)]
    internal static partial FileDescriptor inotify_init1(int flags);

    // int inotify_add_watch(int fd, const char *path, uint32_t mask);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int inotify_add_watch(FileDescriptor descriptor, string path, uint mask);
}
