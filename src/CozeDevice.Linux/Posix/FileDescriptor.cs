using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>An open file descriptor.</summary>
/// <remarks>The calls return a C <c>int</c> while a handle has the width of a pointer, whose upper half nobody sets: only the lower
/// half counts, also for telling that a call failed.</remarks>
internal sealed class FileDescriptor : SafeHandle
{
    /// <summary>For the marshaller: filled by the call that returns it.</summary>
    public FileDescriptor()
        : base(-1, ownsHandle: true)
    {
    }

    /// <summary>Takes over a descriptor that an ioctl handed out.</summary>
    /// <param name="descriptor">The number.</param>
    public FileDescriptor(int descriptor)
        : this() => SetHandle(descriptor);

    /// <summary>The number, for <c>poll</c>; good only while the owner keeps it open.</summary>
    public int Number => unchecked((int)handle);

    /// <inheritdoc/>
    public override bool IsInvalid => Number < 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        // A device that is gone answers with an error and the number is free all the same.
        _ = Libc.close_descriptor(Number);
        return true;
    }
}
