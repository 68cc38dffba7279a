using System.Runtime.CompilerServices;
using CozeDevice.Linux.Posix;
using Xunit;

namespace CozeDevice.Tests.Linux;

// Locking itself is looked at in a process of its own (FirstPressTests): here it would break tests that share memory with
// others, because msync refuses locked pages.
public sealed class MemoryLockTests
{
    [Fact]
    public void The_limit_has_the_size_of_the_kernels() => Assert.Equal(2 * nuint.Size, Unsafe.SizeOf<Libc.rlimit>());

    [Fact]
    public void The_limit_can_be_read()
    {
        Assert.Equal(0, Libc.getrlimit(Libc.RLIMIT_MEMLOCK, out var limit));

        Assert.InRange(limit.rlim_cur, nuint.MinValue, limit.rlim_max);
    }
}
