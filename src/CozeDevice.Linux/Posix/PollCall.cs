using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary><c>poll</c>, so that a test can be the kernel.</summary>
/// <param name="entries">What to wait for; filled with what there is.</param>
/// <param name="timeoutMs">−1 for as long as it takes.</param>
/// <returns>How many entries have something, or a negative errno; <see cref="Errno.EINTR"/> is no failure.</returns>
internal delegate int PollCall(Libc.PollEntry[] entries, int timeoutMs);

/// <summary>The call of the kernel.</summary>
internal static unsafe class PollCalls
{
    /// <summary>As in <c>poll.h</c>.</summary>
    public static int Kernel(Libc.PollEntry[] entries, int timeoutMs)
    {
        fixed (Libc.PollEntry* first = entries)
        {
            int ready = Libc.poll(first, (nuint)entries.Length, timeoutMs);
            return ready < 0 ? -Marshal.GetLastPInvokeError() : ready;
        }
    }
}
