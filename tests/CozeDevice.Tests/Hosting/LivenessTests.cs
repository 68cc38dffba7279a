using CozeDevice.Account;
using CozeDevice.Hosting;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Hosting;

public sealed class LivenessTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TestLog _log = new();
    private readonly Device _device;

    public LivenessTests() => _device = new Device(
        ChatSettingsTests.Options(), new TokenLocator(new TokenPlaces()), new DeviceStart(100, false), _log, _time);

    public void Dispose()
    {
        _device.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void The_dispatcher_the_microphone_and_the_speaker_are_watched()
    {
        using var liveness = new Liveness(_device, _time);

        Assert.Equal(["dispatcher", "microphone", "speaker"], liveness.Heartbeats.Select(heart => heart.Name));
        Assert.DoesNotContain(liveness.Heartbeats, heart => heart.IsLate);
    }

    [Fact]
    public void A_dispatcher_that_does_not_step_is_late_after_ten_seconds()
    {
        using var liveness = new Liveness(_device, _time);

        _time.Advance(10_001);

        Assert.True(liveness.Heartbeats[0].IsLate);
    }

    [Fact]
    public async Task A_dispatcher_that_steps_is_not()
    {
        using var stop = new CancellationTokenSource();
        using var liveness = new Liveness(_device, _time);
        var stepped = new SemaphoreSlim(0);
        Action beat = _device.Loop.Stepped!;
        _device.Loop.Stepped = () =>
        {
            beat();
            stepped.Release();
        };
        Task loop = _device.Loop.RunAsync(stop.Token);
        for (int i = 0; i < 10; i++)
        {
            _time.Advance(2_000);
            Assert.True(await stepped.WaitAsync(TimeSpan.FromSeconds(5)));
        }

        Assert.False(liveness.Heartbeats[0].IsLate);
        await stop.CancelAsync();
        await loop.Within(5);
    }

    [Fact]
    public void A_disposed_watch_leaves_no_timer()
    {
        int before = _time.ArmedTimers;
        new Liveness(_device, _time).Dispose();

        Assert.Equal(before, _time.ArmedTimers);
    }
}
