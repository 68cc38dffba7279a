using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>The C library, only what is called. Names as in the headers named beside each group.</summary>
internal static partial class Libc
{
    private const string Library = "libc.so.6";

    // sched.h, linux/sched.h
    internal const int SCHED_OTHER = 0;
    internal const int SCHED_FIFO = 1;

    /// <summary><c>struct sched_param</c>: one int on Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct sched_param
    {
        /// <summary>1 to 99 for SCHED_FIFO.</summary>
        internal int sched_priority;
    }

    // int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param); pid 0 is the calling thread
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int sched_setscheduler(int pid, int policy, in sched_param param);

    // int sched_getscheduler(pid_t pid);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int sched_getscheduler(int pid);
}
