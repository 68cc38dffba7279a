using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Endurance;

/// <summary>Random faults and random presses in real time, against the simulator, with everything of the agent but the hardware: a
/// minute in the suite, beside other tests; an hour in the long form.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    // The caps of what grows to its need and stays: playout 4 MiB, audio and answer 2 MiB each, message and utterance 1 to 2 MiB.
    private const long MostGrowth = 10 * 1024 * 1024;

    private static readonly TimeSpan Time = LongRun.Or(TimeSpan.FromHours(1), TimeSpan.FromSeconds(60));

    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("COZEDEVICE_SOAK_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 5;

    [Fact]
    public Task Whatever_happens_no_state_outlasts_its_deadline_and_nothing_is_thrown() =>
        Alone.RunAsync(output, Time.TotalSeconds + 300, async print =>
        {
            ConcurrentQueue<Exception> lost = new();
            TaskScheduler.UnobservedTaskException += (_, unobserved) => lost.Enqueue(unobserved.Exception);
            string[] codecs = ["pcm", "g711u", new LinuxCodecs().HasOpus ? "opus" : "g711a"];
            print($"seed {Seed}, {Time} with {string.Join(", ", codecs)}");
            List<SoakedDevice> devices = [];
            try
            {
                for (int i = 0; i < codecs.Length; i++)
                    devices.Add(await SoakedDevice.StartAsync(codecs[i], Seed + (i * 10)));
                TimeSpan warm = Time / 4;
                await Task.WhenAll(devices.Select(device => device.SoakAsync(warm)));
                ProcessFigures before = ProcessFigures.Take();
                print($"after {warm}: {before}");
                await Task.WhenAll(devices.Select(device => device.SoakAsync(Time - warm)));
                ProcessFigures after = ProcessFigures.Take();
                print($"after {Time}: {after}; more: {string.Join(", ", after.MoreThan(before))}");
                await Task.WhenAll(devices.Select(device => device.AnswerAsync()));
                TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
                print($"processor {processor.TotalSeconds:0.0} s, {processor / Time * 100:0.0} % of a core for {codecs.Length} devices and services");
                foreach (SoakedDevice device in devices)
                    Print(device, print);
                Assert.All(devices, device => Assert.True(device.Watch.Stuck.IsEmpty, string.Join("\n\n", device.Watch.Stuck)));
                Assert.All(devices, device => Assert.Empty(device.Log.Errors));
                // A hang, not a speed: the machine may be busy for seconds.
                Assert.All(devices, device => Assert.InRange(device.SlowestCommand.TotalSeconds, 0, 30));
                // A session of each may just be closing or opening.
                Assert.InRange(after.Descriptors, 1, before.Descriptors + (4 * codecs.Length));
                Assert.InRange(after.Threads, 1, before.Threads);
                Assert.InRange(after.Heap, 0, before.Heap + (codecs.Length * MostGrowth));
            }
            finally
            {
                foreach (SoakedDevice device in devices)
                    await device.DisposeAsync();
            }
            ProcessFigures.Take();
            Assert.Empty(lost);
        });

    private static void Print(SoakedDevice device, Action<string> print)
    {
        IReadOnlyDictionary<string, long> counters = device.Counters;
        string[] names = ["sessions", "dials", "frames_sent", "deltas_received", "late_deltas", "malformed", "oversized", "ignored_events"];
        print(
            $"{device.Commands} commands (slowest {device.SlowestCommand.TotalMilliseconds:0.0} ms), {device.Cuts} cuts; turns: "
            + string.Join(", ", device.Watch.Ends.OrderBy(end => end.Key).Select(end => $"{end.Key} {end.Value}"))
            + "; " + string.Join(", ", names.Select(name => $"{name} {counters.GetValueOrDefault(name)}")));
    }
}
