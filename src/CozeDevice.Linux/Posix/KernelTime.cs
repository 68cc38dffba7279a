namespace CozeDevice.Linux.Posix;

/// <summary>Between the kernel's CLOCK_MONOTONIC and timestamps of a <see cref="TimeProvider"/>, which on Linux are the same clock.</summary>
internal static class KernelTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>A time of the kernel as a timestamp.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="nanoseconds">On CLOCK_MONOTONIC.</param>
    public static long OfKernel(this TimeProvider time, ulong nanoseconds) => time.TimestampFrequency == NanosecondsPerSecond
        ? (long)nanoseconds
        : (long)((UInt128)nanoseconds * (ulong)time.TimestampFrequency / NanosecondsPerSecond);

    /// <summary>A time span in ticks of the timestamps.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="span">Not negative.</param>
    public static long Ticks(this TimeProvider time, TimeSpan span) =>
        (long)(span.Ticks * (double)time.TimestampFrequency / TimeSpan.TicksPerSecond);
}
