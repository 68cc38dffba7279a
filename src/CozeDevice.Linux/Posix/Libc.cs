using System.Runtime.InteropServices;

namespace CozeDevice.Linux.Posix;

/// <summary>The C library, only what is called. Names as in the headers named beside each group.</summary>
internal static partial class Libc
{
    private const string Library = "libc.so.6";

    // sched.h, linux/sched.h
    internal const int SCHED_OTHER = 0;
    internal const int SCHED_FIFO = 1;
    internal const int SCHED_RR = 2;
    internal const int SCHED_BATCH = 3;
    internal const int SCHED_IDLE = 5;
    internal const int SCHED_RESET_ON_FORK = 0x4000_0000;

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

    // int sched_getparam(pid_t pid, struct sched_param *param);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int sched_getparam(int pid, out sched_param param);

    // sys/mman.h
    internal const int MCL_CURRENT = 1;
    internal const int MCL_FUTURE = 2;
    internal const int MCL_ONFAULT = 4;

    // int mlockall(int flags);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int mlockall(int flags);

    // sys/resource.h
    internal const int RLIMIT_MEMLOCK = 8;

    /// <summary><c>struct rlimit</c>: two <c>rlim_t</c>, which is <c>unsigned long</c>; all ones is no limit.</summary>
#pragma warning disable CS8981 // the name is C's
    [StructLayout(LayoutKind.Sequential)]
    internal struct rlimit
    {
        /// <summary>The limit in force.</summary>
        internal nuint rlim_cur;

        /// <summary>What it may be raised to.</summary>
        internal nuint rlim_max;
    }
#pragma warning restore CS8981

    // int getrlimit(int resource, struct rlimit *rlim);
    [LibraryImport(Library, SetLastError = true)]
    internal static partial int getrlimit(int resource, out rlimit rlim);
}
