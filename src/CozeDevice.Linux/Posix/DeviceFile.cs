using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>Calls on device files that the kernel may interrupt: repeated until they are answered.</summary>
internal static unsafe class DeviceFile
{
    /// <summary>Opens a device. It never blocks later reads and is not inherited by child processes.</summary>
    /// <param name="path">A path below <c>/dev</c>.</param>
    /// <param name="access"><see cref="Libc.O_RDONLY"/> or <see cref="Libc.O_RDWR"/>.</param>
    /// <exception cref="PosixException">It cannot be opened.</exception>
    public static FileDescriptor Open(string path, int access)
    {
        while (true)
        {
            FileDescriptor descriptor = Libc.open(path, access | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
            if (!descriptor.IsInvalid)
                return descriptor;
            int errno = Marshal.GetLastPInvokeError();
            descriptor.Dispose();
            if (errno != Errno.EINTR)
                throw new PosixException("open", path, errno);
        }
    }

    /// <summary>An ioctl with one structure.</summary>
    /// <returns>0, or the errno.</returns>
    public static int Control<T>(FileDescriptor descriptor, uint request, ref T argument)
        where T : unmanaged
    {
        fixed (T* pointer = &argument)
            return Control(descriptor, request, pointer);
    }

    /// <summary>An ioctl.</summary>
    /// <returns>0, or the errno. What a call returns beyond success is not needed anywhere here.</returns>
    public static int Control(FileDescriptor descriptor, uint request, void* argument)
    {
        while (Libc.ioctl(descriptor, request, argument) < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno != Errno.EINTR)
                return errno;
        }
        return 0;
    }

    /// <summary>Reads what there is.</summary>
    /// <returns>The bytes read, or the negative errno; <see cref="Errno.EAGAIN"/> when there is nothing.</returns>
    public static int Read(FileDescriptor descriptor, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = Libc.read(descriptor, pointer, (nuint)buffer.Length);
                if (count >= 0)
                    return (int)count;
                int errno = Marshal.GetLastPInvokeError();
                if (errno != Errno.EINTR)
                    return -errno;
            }
        }
    }
}
