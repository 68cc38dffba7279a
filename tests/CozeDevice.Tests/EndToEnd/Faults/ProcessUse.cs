using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>What this process holds: descriptors, threads that are not the pool's, timers.</summary>
internal sealed record ProcessUse(int Descriptors, int Threads, long Timers)
{
    public static ProcessUse Now() => new(
        Directory.GetFileSystemEntries("/proc/self/fd").Length,
        Directory.GetDirectories("/proc/self/task").Length - ThreadPool.ThreadCount,
        Timer.ActiveCount);

    /// <summary>Waits until nothing more is held than before: ends of sockets and threads take a moment.</summary>
    public static async Task SettledAsync(ProcessUse before)
    {
        long start = Environment.TickCount64;
        ProcessUse now = Now();
        while (!(now.Descriptors <= before.Descriptors && now.Threads <= before.Threads && now.Timers <= before.Timers))
        {
            Assert.True(Environment.TickCount64 - start < DeviceRig.Limit * 1000, $"before {before}, after {now}: {Targets()}");
            await Task.Delay(20);
            now = Now();
        }
    }

    // What the descriptors are, for the message of a failure.
    private static string Targets() => string.Join(", ", Directory.GetFileSystemEntries("/proc/self/fd")
        .Select(entry => File.ResolveLinkTarget(entry, false)?.Name.Split(':')[0] ?? "closed")
        .CountBy(target => target)
        .Select(count => $"{count.Value} × {count.Key}"));
}
