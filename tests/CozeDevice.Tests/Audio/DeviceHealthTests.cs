using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class DeviceHealthTests : IDisposable
{
    private readonly ManualPacer _pacer = new();
    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();
    private readonly TestLog _log = new();
    private readonly DeviceHealth _health;

    public DeviceHealthTests() =>
        _health = new DeviceHealth(AudioDirection.Playback, _pacer, _notices.Writer, _log.CreateLogger("audio"));

    [Fact]
    public void A_device_that_can_be_opened_and_moves_nothing_is_told_twice_and_then_only_when_a_frame_passes()
    {
        for (var i = 0; i < 10; i++)
        {
            _health.Opened();
            _health.Lost("gone");
            _pacer.Now = _health.NextTry;
        }

        Assert.Equal(["ready", "lost", "ready", "lost"], Told());
        _health.Opened();
        Assert.Empty(Told());
        Assert.True(_health.IsLost);
        _health.Proven();
        Assert.Equal(["ready"], Told());
        Assert.Equal(2, _health.Returns);
    }

    [Fact]
    public void A_device_that_is_pulled_out_and_put_back_again_and_again_is_told_each_time()
    {
        for (var i = 0; i < 5; i++)
        {
            _health.Opened();
            _health.Lost("gone", isPulled: true);
        }

        Assert.Equal("ready lost ready lost ready lost ready lost ready lost", string.Join(' ', Told()));
    }

    [Fact]
    public void A_device_that_was_silent_for_long_before_it_failed_is_not_suspected()
    {
        for (var i = 0; i < 5; i++)
        {
            _health.Opened();
            _pacer.Advance(5_000);
            _health.Lost("gone");
        }

        Assert.Equal(10, Told().Length);
    }

    [Fact]
    public void Attempts_come_at_most_a_second_apart_and_soon_again_after_a_frame()
    {
        for (var i = 0; i < 20; i++) _health.Lost("missing");
        Assert.Equal(TimeSpan.FromSeconds(1), _health.NextTry);

        _health.Opened();
        _health.Proven();
        _health.Lost("gone");

        Assert.Equal(TimeSpan.FromMilliseconds(250), _health.NextTry);
    }

    [Fact]
    public void Recoveries_are_told_at_once_and_then_summed_up_every_ten_seconds()
    {
        var told = new RecoveryLog(AudioDirection.Capture, _pacer, _log.CreateLogger("audio"));
        for (var i = 1; i <= 200; i++)
        {
            told.Note(new PcmRecovered(i, 0, 160 * i));
            _pacer.Advance(100);
        }

        Assert.Equal(
            [
                "Capture device recovered: 1 times too late, 0 times asleep, 10 ms of sound lost",
                "Capture device recovered: 100 times too late, 0 times asleep, 1000 ms of sound lost",
            ],
            _log.Messages(LogLevel.Warning));
    }

    public void Dispose() => _log.Dispose();

    private string[] Told()
    {
        List<string> told = [];
        while (_notices.Reader.TryRead(out var notice)) told.Add(notice is DeviceReady ? "ready" : "lost");
        return [.. told];
    }
}
