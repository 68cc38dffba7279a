using System.Globalization;
using System.Runtime.CompilerServices;
using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class MemoryLockTests
{
    [Fact]
    public void Memory_is_locked_wholly_or_not_at_all_and_the_log_says_which()
    {
        using var log = new TestLog();
        var before = Kilobytes("VmRSS:");
        try
        {
            var outcome = MemoryLock.Apply(log.For<MemoryLockTests>());

            Assert.NotEqual(MemoryLockOutcome.Off, outcome);
            Assert.Equal(outcome == MemoryLockOutcome.Locked, Kilobytes("VmLck:") > 0);
            Assert.StartsWith(
                outcome == MemoryLockOutcome.Locked ? "memory is locked" : "memory is not locked: ",
                Assert.Single(log.Messages(LogLevel.Debug)), StringComparison.Ordinal);
            // Locking what is reserved, not what is used, would be gigabytes.
            Assert.InRange(Kilobytes("VmRSS:") - before, long.MinValue, 200_000);
        }
        finally
        {
            Assert.Equal(0, Libc.munlockall());
        }
    }

    [Fact]
    public void The_limit_has_the_size_of_the_kernels() => Assert.Equal(2 * nuint.Size, Unsafe.SizeOf<Libc.rlimit>());

    private static long Kilobytes(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
