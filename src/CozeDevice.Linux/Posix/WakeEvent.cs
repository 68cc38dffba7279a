namespace CozeDevice.Linux.Posix;

/// <summary>How a blocked <c>poll</c> is told to look up: an eventfd.</summary>
internal sealed unsafe class WakeEvent : IDisposable
{
    private readonly FileDescriptor _descriptor;

    /// <summary>Makes one that is not set.</summary>
    /// <exception cref="PosixException">There are no descriptors left.</exception>
    public WakeEvent()
    {
        _descriptor = Libc.eventfd(0, Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        if (_descriptor.IsInvalid)
            throw PosixException.OfLastCall("eventfd", "");
    }

    /// <summary>What to poll for input.</summary>
    public FileDescriptor Descriptor => _descriptor;

    /// <summary>Sets it. Any thread.</summary>
    public void Set()
    {
        ulong one = 1;
        try
        {
            // Fails only when it is set more often than 2⁶⁴ times: then it is set.
            _ = Libc.write(_descriptor, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Who waited is gone, and with it the reason to wake it: a program may be stopped twice.
        }
    }

    /// <summary>Clears it.</summary>
    public void Clear()
    {
        ulong count;
        // Not blocking: nothing to read means that it was clear.
        _ = Libc.read(_descriptor, &count, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose() => _descriptor.Dispose();
}
