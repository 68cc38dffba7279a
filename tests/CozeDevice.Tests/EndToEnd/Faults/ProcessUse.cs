using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>What this process holds: descriptors, threads that are not the pool's, timers.</summary>
internal sealed record ProcessUse(int Descriptors, int Threads, long Timers)
{
    public static ProcessUse Now() => new(
        Targets().Count(),
        Directory.GetDirectories("/proc/self/task").Length - ThreadPool.ThreadCount,
        Timer.ActiveCount);

    /// <summary>Waits until nothing more is held than before: ends of sockets and threads take a moment.</summary>
    public static async Task SettledAsync(ProcessUse before)
    {
        long start = Environment.TickCount64;
        ProcessUse now = Now();
        while (!(now.Descriptors <= before.Descriptors && now.Threads <= before.Threads && now.Timers <= before.Timers))
        {
            if (Environment.TickCount64 - start > DeviceRig.Limit * 1000)
                Assert.Fail($"before {before}, after {now}: {Described()}");
            await Task.Delay(20);
            now = Now();
        }
    }

    // Without assemblies and their symbols: they are opened when they are first needed, and stay.
    private static IEnumerable<string> Targets() => Directory.GetFileSystemEntries("/proc/self/fd")
        .Select(entry => new FileInfo(entry).LinkTarget?.Split(':')[0] ?? "")
        .Where(target => target.Length > 0 && Path.GetExtension(target) is not (".dll" or ".pdb"));

    private static string Described() =>
        string.Join(", ", Targets().CountBy(target => target).Select(count => $"{count.Value} × {count.Key}"));
}
