using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Linux.Posix;

/// <summary>Keeps the memory of the process from being swapped out: a page of the audio path that has to come back from an SD
/// card is late by tens of milliseconds.</summary>
/// <remarks>Pages are locked as they are touched (<c>MCL_ONFAULT</c>): the runtime reserves hundreds of gigabytes of addresses
/// that must not become memory. All of it or nothing: with a finite limit some later allocation of the runtime would fail.</remarks>
public static class MemoryLock
{
    private const string StatusFile = "/proc/self/status";
    private const string Capabilities = "CapEff:";
    private const int CAP_IPC_LOCK = 14; // linux/capability.h

    /// <summary>Locks everything, now and in future, if that is allowed.</summary>
    /// <param name="logger">Told how it went, at Debug.</param>
    public static MemoryLockOutcome Apply(ILogger logger)
    {
        if (!IsUnlimited())
        {
            PosixLog.MemoryNotLocked(logger, "the memlock limit is finite; LimitMEMLOCK=infinity in the unit allows it");
            return MemoryLockOutcome.Limited;
        }

        if (Libc.mlockall(Libc.MCL_CURRENT | Libc.MCL_FUTURE | Libc.MCL_ONFAULT) != 0)
        {
            PosixLog.MemoryNotLocked(logger, Marshal.GetLastPInvokeErrorMessage());
            return MemoryLockOutcome.Refused;
        }

        PosixLog.MemoryLocked(logger);
        return MemoryLockOutcome.Locked;
    }

    // A process with CAP_IPC_LOCK has no limit.
    private static bool IsUnlimited() =>
        (Libc.getrlimit(Libc.RLIMIT_MEMLOCK, out var limit) == 0 && limit.rlim_cur == nuint.MaxValue) || HasCapability();

    private static bool HasCapability()
    {
        try
        {
            foreach (var line in File.ReadLines(StatusFile))
            {
                if (line.StartsWith(Capabilities, StringComparison.Ordinal))
                    return (Convert.ToUInt64(line[Capabilities.Length..].Trim(), 16) >> CAP_IPC_LOCK & 1) != 0;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // Then the limit alone counts.
        }

        return false;
    }
}
