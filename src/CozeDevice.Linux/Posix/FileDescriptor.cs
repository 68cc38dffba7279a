using Microsoft.Win32.SafeHandles;

namespace CozeDevice.Linux.Posix;

/// <summary>An open file descriptor.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    /// <summary>For the marshaller: filled by the call that returns it.</summary>
    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Takes over a descriptor that an ioctl handed out.</summary>
    /// <param name="descriptor">The number.</param>
    public FileDescriptor(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>The number, for <c>poll</c>; good only while the owner keeps it open.</summary>
    public int Number => (int)handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        // A device that is gone answers with an error and the number is free all the same.
        _ = Libc.close_descriptor((int)handle);
        return true;
    }
}
