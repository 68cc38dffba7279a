using CozeDevice.Conversation;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Endurance;

/// <summary>An hour in which nobody speaks, and links that were away for long: the next press works at once. The hour is the device's
/// own clock; the pings of the runtime's WebSocket run on the clock of the machine and are not part of it.</summary>
public sealed class IdleTests(ITestOutputHelper output)
{
    private const double Limit = 120;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>When the service closes a session that is idle, in seconds (no source says so, protocol §14): never, at once after it
    /// was opened, and what is common.</summary>
    private static readonly int[] IdleLimits = [int.MaxValue, 1, 60, 180, 900];

    [Fact]
    public Task The_first_press_after_an_hour_is_heard_at_once_whatever_the_service_did_meanwhile() =>
        Alone.RunAsync(output, Limit, async print =>
        {
            foreach (int idle in IdleLimits)
            {
                await using var device = new MemoryDevice(new Random(idle).NextDouble);
                await OnlineAsync(device);
                await device.SpeakAsync();
                await IdleAsync(device, TimeSpan.FromHours(1), idle);
                print($"idle limit {(idle == int.MaxValue ? "none" : $"{idle} s")}: {device.Counters.Sessions} sessions, {device.Now.Link.State} at the press");
                // SpeakAsync presses, is listening within that step, and waits for the whole utterance and its answer.
                await device.SpeakAsync();
                Assert.Empty(device.Log.Errors);
            }
        });

    [Fact]
    public Task A_press_while_the_link_waits_dials_at_once_and_the_utterance_arrives() => Alone.RunAsync(output, Limit, async print =>
    {
        foreach (TimeSpan outage in (TimeSpan[])[TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), Minute, TimeSpan.FromHours(1)])
        {
            await using var device = new MemoryDevice(static () => 0.999);
            await OnlineAsync(device);
            device.Service.IsUp = false;
            device.Service.Socket!.Close(1001);
            await PassAsync(device, outage);
            device.Service.IsUp = true;
            Assert.False(device.IsOnline);

            TimeSpan before = device.Time.Now;
            await device.DoAsync(new PressCommand());
            Assert.Equal("listening", device.Turn);
            Assert.True(device.IsOnline, "the press did not dial");
            Assert.Equal(before, device.Time.Now);
            await device.DoAsync(new ReleaseCommand());
            await device.SpeakAsync();
            print($"away for {outage}: {device.Service.Dials} dials, online within the step of the press");
            Assert.Empty(device.Log.Errors);
        }
    });

    [Fact]
    public Task A_hint_of_the_network_dials_at_once() => Alone.RunAsync(output, Limit, async print =>
    {
        await using var device = new MemoryDevice(static () => 0.999);
        await OnlineAsync(device);
        device.Service.IsUp = false;
        device.Service.Socket!.Close(1001);
        await PassAsync(device, TimeSpan.FromMinutes(10));
        device.Service.IsUp = true;
        Assert.False(device.IsOnline);
        device.Hint();
        MemoryDevice.Settle();
        print($"{device.Service.Dials} dials");
        Assert.True(device.IsOnline);
    });

    private static Task<TimeSpan> OnlineAsync(MemoryDevice device) =>
        device.UntilAsync(() => device.IsOnline, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(40), "online");

    private static async Task IdleAsync(MemoryDevice device, TimeSpan time, int idleSeconds)
    {
        int quiet = 0;
        for (TimeSpan passed = default; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            await device.PassAsync(TimeSpan.FromSeconds(1));
            quiet = device.IsOnline ? quiet + 1 : 0;
            if (quiet < idleSeconds)
                continue;
            device.Service.Socket!.Close(1001);
            MemoryDevice.Settle();
            quiet = 0;
        }
    }

    private static async Task PassAsync(MemoryDevice device, TimeSpan time)
    {
        for (TimeSpan passed = default; passed < time; passed += TimeSpan.FromSeconds(1))
            await device.PassAsync(TimeSpan.FromSeconds(1));
    }
}
