using System.Diagnostics;
using CozeDevice.Conversation;
using CozeDevice.Hosting;
using CozeDevice.Simulator;
using CozeDevice.Simulator.Chat;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Endurance;

/// <summary>The whole device over real sockets; the service cuts every session as soon as it is online. Nothing is left of any.</summary>
public sealed class ReconnectEnduranceTests(ITestOutputHelper output)
{
    private const double Limit = 600;
    private const double Each = 15;
    private const int WarmUp = 40;

    private static int Reconnects => LongRun.Or(1_000, 100);

    [Fact]
    public Task Reconnects_leave_no_memory_no_descriptor_no_thread_and_no_timer_behind() =>
        Alone.RunAsync(output, Limit, async print =>
        {
            using var log = new ErrorLog();
            await using SimulatorHost simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Recording = false }).Within(Each);
            using var directory = new TempDirectory();
            using Device device = VirtualBoard.Make(simulator, directory, log, capture: "null", codec: "pcm");
            using var stop = new CancellationTokenSource();
            Task running = device.RunAsync(stop.Token);
            using (FeedSubscription feed = device.Loop.Subscribe())
            {
                await OnlineAsync(feed);
                for (int i = 0; i < WarmUp; i++)
                    await ReconnectAsync(simulator, device, feed, i);
            }
            ProcessFigures before = await RestAsync(simulator);
            print($"after {WarmUp}: {before}");

            var times = new List<double>();
            using (FeedSubscription feed = device.Loop.Subscribe())
            {
                for (int i = 0; i < Reconnects; i++)
                    times.Add(await ReconnectAsync(simulator, device, feed, i));
            }
            ProcessFigures after = await RestAsync(simulator);
            times.Sort();
            print($"after {WarmUp + Reconnects}: {after}; more: {string.Join(", ", after.MoreThan(before))}");
            print($"cut to online with a hint: median {times[times.Count / 2]:0.0} ms, worst {times[^1]:0.0} ms");
            await stop.CancelAsync();
            await running.Within(Each);

            Assert.Empty(log.Errors);
            Assert.Equal(before.Sockets, after.Sockets);
            Assert.Empty(after.MoreThan(before));
            Assert.InRange(after.Threads, 1, before.Threads);
            Assert.InRange(after.Timers, 0, before.Timers + 2);
            // The simulator is in this process too and remembers each conversation; the device alone is the other test's.
            Assert.InRange(after.Heap, 0, before.Heap + 500_000 + (Reconnects * 500));
            // Methods are compiled again, better, in the background.
            Assert.InRange(after.Resident, 0, before.Resident + 32_000_000);
        });

    [Fact]
    public Task Sessions_in_memory_leave_nothing_on_the_heap() => Alone.RunAsync(output, Limit, async print =>
    {
        int sessions = LongRun.Or(100_000, 3_000);
        await using var device = new MemoryDevice(static () => 0);
        await CutAsync(device, 1_000);
        long before = ProcessFigures.Take().Heap;
        int timers = device.Time.ArmedTimers;
        await CutAsync(device, sessions);
        long growth = ProcessFigures.Take().Heap - before;
        print($"{sessions} sessions: {growth:N0} bytes more, {device.Time.ArmedTimers} timers armed, {timers} before");
        Assert.InRange(growth, long.MinValue, 200_000);
        Assert.Equal(timers, device.Time.ArmedTimers);
        Assert.Empty(device.Log.Errors);
    });

    private static async Task CutAsync(MemoryDevice device, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await device.UntilAsync(() => device.IsOnline, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), "online");
            device.Service.Socket!.Close(1001);
            MemoryDevice.Settle();
            Assert.False(device.IsOnline);
        }
        await device.UntilAsync(() => device.IsOnline, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), "online");
    }

    // Alternately by a reset, by a close, and by silence that the device itself ends.
    private static async Task<double> ReconnectAsync(SimulatorHost simulator, Device device, FeedSubscription feed, int round)
    {
        SocketConnection live = Assert.Single(simulator.Live);
        long start = Stopwatch.GetTimestamp();
        switch (round % 3)
        {
            case 0:
                live.Abort();
                break;
            case 1:
                live.Close(1001, "restart");
                break;
            default:
                device.Link.Restart("test");
                break;
        }
        // A hint: the back-off is another test's.
        await UntilAsync(feed, state => state == "offline");
        device.Link.Hurry();
        await OnlineAsync(feed);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await AloneAsync(simulator);
        return elapsed;
    }

    private static Task OnlineAsync(FeedSubscription feed) => UntilAsync(feed, state => state == "online");

    private static async Task UntilAsync(FeedSubscription feed, Func<string, bool> fits)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Each));
        while (true)
        {
            string? state = await feed.Events.ReadAsync(limit.Token) switch
            {
                LinkEvent link => link.Link.State,
                SnapshotEvent snapshot => snapshot.State.Link.State,
                _ => null,
            };
            if (state is not null && fits(state))
                return;
        }
    }

    // The simulator's end of the last session is over when its close is; the figures are those of one session.
    private static async Task AloneAsync(SimulatorHost simulator)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(Each));
        while (simulator.Live.Count != 1)
            await Task.Delay(1, limit.Token);
    }

    private static async Task<ProcessFigures> RestAsync(SimulatorHost simulator)
    {
        await AloneAsync(simulator);
        // What closes behind the last session (the kernel's end of a socket, a limit of half a second) is closed.
        await Task.Delay(2_000);
        return ProcessFigures.Take();
    }
}
