using CozeDevice.Linux.Posix;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class RealtimeThreadsTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_thread_runs_in_the_background_under_its_name()
    {
        var seen = new TaskCompletionSource<(string Kernel, bool IsBackground)>();
        var threads = new RealtimeThreads(20, NullLogger<RealtimeThreads>.Instance);

        threads.Start("coze-test", () => seen.SetResult(
            (File.ReadAllText("/proc/thread-self/comm").Trim(), Thread.CurrentThread.IsBackground)));

        Assert.Equal(("coze-test", true), await seen.Task.WaitAsync(Deadline));
    }

    [Fact]
    public async Task The_thread_has_the_priority_or_runs_without_it()
    {
        var policy = new TaskCompletionSource<(int Errno, int Policy)>();
        new CozeDevice.Audio.PlainThreads().Start("coze-test", () => policy.SetResult(
            (RealtimeThreads.Request(20), Libc.sched_getscheduler(0))));

        var (errno, granted) = await policy.Task.WaitAsync(Deadline);

        Assert.Equal(errno == 0 ? Libc.SCHED_FIFO : Libc.SCHED_OTHER, granted);
    }
}
