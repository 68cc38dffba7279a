using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
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

        Assert.Equal(errno == 0 ? Libc.SCHED_FIFO | Libc.SCHED_RESET_ON_FORK : Libc.SCHED_OTHER, granted);
    }

    [Fact]
    public async Task A_thread_that_it_starts_is_a_normal_one()
    {
        var policy = new TaskCompletionSource<string>();
        new CozeDevice.Audio.PlainThreads().Start("coze-test", () =>
        {
            RealtimeThreads.Request(20);
            new CozeDevice.Audio.PlainThreads().Start("coze-child", () => policy.SetResult(RealtimeThreads.Describe()));
        });

        Assert.Equal("other", await policy.Task.WaitAsync(Deadline));
    }

    [Fact]
    public async Task What_each_thread_got_is_reported()
    {
        var threads = new RealtimeThreads(20, NullLogger<RealtimeThreads>.Instance);
        var done = new TaskCompletionSource<string>();

        threads.Start("coze-test", () => done.SetResult(RealtimeThreads.Describe()));

        var described = await done.Task.WaitAsync(Deadline);
        Assert.True(described is "fifo 20" or "other", described);
        Assert.Equal(new KeyValuePair<string, string>("coze-test", described), Assert.Single(threads.Scheduling));
    }

    [Fact]
    public async Task A_refusal_is_told_once_however_many_threads_there_are()
    {
        const int NoSuchPriority = 1_000;
        using var log = new TestLog();
        var threads = new RealtimeThreads(NoSuchPriority, log.For<RealtimeThreads>());
        foreach (var name in new[] { "coze-one", "coze-two" })
        {
            var done = new TaskCompletionSource();
            threads.Start(name, done.SetResult);
            await done.Task.WaitAsync(Deadline);
        }

        var told = Assert.Single(log.Messages(LogLevel.Information));
        Assert.Contains("LimitRTPRIO=20", told, StringComparison.Ordinal);
        Assert.Equal(["other", "other"], threads.Scheduling.Values);
    }
}
