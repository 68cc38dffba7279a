using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.SoundCheck;

public sealed class ListeningTests
{
    private const double Limit = 10;

    [Fact]
    public async Task One_reading_is_shown_per_interval_of_sound()
    {
        using var device = new FakeCapture();
        var readings = new List<LevelReading>();

        var result = await Listening.RunAsync(device, new("mic", 11, 100), Into(readings), CancellationToken.None).Within(Limit);

        Assert.Equal([100L, 200L], readings.Select(reading => reading.AtMs));
        Assert.Equal(0.22, result.Report.Seconds, 0.001);
    }

    [Fact]
    public async Task A_display_that_fails_ends_the_listening_before_the_error_is_told()
    {
        using var device = new FakeCapture();
        var listening = Listening.RunAsync(
            device, new("mic", long.MaxValue, 100), _ => throw new IOException("nobody reads"), CancellationToken.None);
        Assert.Equal("nobody reads", (await Assert.ThrowsAsync<IOException>(() => listening.Within(Limit))).Message);
    }

    [Fact]
    public async Task A_display_that_hangs_does_not_hold_up_the_sound()
    {
        using var device = new FakeCapture();
        using var all = new SemaphoreSlim(0);
        var request = new ListeningRequest("mic", 5_000, 100, frame =>
        {
            if (frame[0] == 5_000) all.Release();
        });
        // Shows nothing before the last frame was taken.
        var listening = Listening.RunAsync(device, request, async readings =>
        {
            await all.WaitAsync().Within(Limit);
            await Into([])(readings);
        }, CancellationToken.None);
        Assert.Equal(100, (await listening.Within(Limit)).Report.Seconds, 0.001);
    }

    [Fact]
    public async Task A_lost_device_is_told_after_its_readings()
    {
        using var device = new FakeCapture();
        for (var i = 0; i < 5; i++) device.Statuses.Enqueue(PcmStatus.Ok);
        device.Statuses.Enqueue(PcmStatus.Gone);
        var readings = new List<LevelReading>();
        await Assert.ThrowsAsync<AudioDeviceException>(() =>
            Listening.RunAsync(device, new("mic", 100, 100), Into(readings), CancellationToken.None).Within(Limit));
        Assert.Single(readings);
    }

    private static Func<ChannelReader<LevelReading>, Task> Into(List<LevelReading> readings) => async reader =>
    {
        await foreach (var reading in reader.ReadAllAsync()) readings.Add(reading);
    };
}
