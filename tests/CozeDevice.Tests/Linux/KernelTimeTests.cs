using System.Runtime.InteropServices;
using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class KernelTimeTests
{
    [Fact]
    public void Timestamps_are_the_clock_that_the_kernel_stamps_edges_with()
    {
        long before = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, clock_gettime(Libc.CLOCK_MONOTONIC, out Timespec kernel));
        long after = TimeProvider.System.GetTimestamp();

        Assert.InRange(
            TimeProvider.System.OfKernel((ulong)kernel.Seconds * 1_000_000_000 + (ulong)kernel.Nanoseconds), before, after);
    }

    [Fact]
    public void A_span_is_counted_in_ticks_of_the_clock() =>
        Assert.Equal(5_000_000, new ManualTimeProvider().Ticks(TimeSpan.FromMilliseconds(5)));

    [DllImport("libc.so.6")]
    private static extern int clock_gettime(int clock, out Timespec time);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
