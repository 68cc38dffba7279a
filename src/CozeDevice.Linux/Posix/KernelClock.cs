namespace CozeDevice.Linux.Posix;

/// <summary>What the kernel thinks of the wall clock.</summary>
internal static unsafe class KernelClock
{
    // <sys/timex.h>: the state in which nobody disciplines the clock.
    private const int TIME_ERROR = 5;

    /// <summary>Whether a time service has set the clock and keeps it; null where the kernel does not say.</summary>
    public static bool? IsSynchronized()
    {
        // A zeroed struct timex has modes 0: it only asks. The largest of any architecture has 208 bytes.
        byte* timex = stackalloc byte[256];
        new Span<byte>(timex, 256).Clear();
        int state = Libc.adjtimex(timex);
        return state < 0 ? null : state != TIME_ERROR;
    }
}
