using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Alsa;
using CozeDevice.Linux.Opus;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>The pumps on their threads with a card that goes and comes back.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaPumpTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int LimitSeconds = 10; // two are promised on a machine with nothing else to do
    private static readonly WireFormat Pcm = new(AudioCodec.Pcm, 16_000);

    private readonly ITestOutputHelper _output;
    private readonly TestLog _log = new();
    private readonly BenchDevice _device = new() { [Slot.Loop] = 1 };
    private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();
    private readonly FakeSink _sink = new() { Forgets = true };
    private readonly PlayoutBuffer _playout = new();
    private readonly CapturePump _capture;
    private readonly PlaybackPump _playback;

    public AlsaPumpTests(ITestOutputHelper output)
    {
        _output = output;
        var devices = new FileAndNullDevices(TimeProvider.System, new AlsaDevices(TimeProvider.System, _log.For<AlsaDevices>()));
        _device.Hears(Signal.Noise(16_000));
        _capture = new CapturePump(
            new CaptureOptions { Device = _device.Name, PreRollMs = 200 }, devices, new PcmEncoder(), _sink, _notices.Writer,
            new SystemPacer(TimeProvider.System), TimeProvider.System, _log.For<CapturePump>());
        _playback = new PlaybackPump(
            new PlaybackOptions { Device = _device.Name }, devices, new LinuxCodecs(), _playout, new Volume(), _notices.Writer,
            new SystemPacer(TimeProvider.System), TimeProvider.System, _log.For<PlaybackPump>());
    }

    [AlsaFact]
    public async Task A_card_pulled_out_at_rest_is_noticed_on_both_sides_and_used_again_when_it_is_back()
    {
        _capture.Start(new PlainThreads());
        _playback.Start(new PlainThreads());
        await Both<DeviceReady>();

        _device[Slot.Unplugged] = 1;
        await Both<DeviceLost>();
        _device[Slot.Unplugged] = 0;
        var watch = Stopwatch.StartNew();
        await Both<DeviceReady>();

        _output.WriteLine($"back after {watch.ElapsedMilliseconds} ms");
        await Until(() => (_capture.Counters.Reopens, _playback.Counters.Reopens) == (1, 1));
    }

    [AlsaFact]
    public async Task A_card_pulled_out_while_talking_is_heard_again_in_the_same_turn()
    {
        _capture.Start(new PlainThreads());
        await Notice<DeviceReady>();
        _capture.Open(1);
        await Until(() => _capture.Counters.FramesSent > 15);

        _device[Slot.Unplugged] = 1;
        await Notice<DeviceLost>();
        var sent = _capture.Counters.FramesSent;
        _device[Slot.Unplugged] = 0;
        var watch = Stopwatch.StartNew();
        await Until(() => _capture.Counters.FramesSent > sent + 2);

        _output.WriteLine($"heard again after {watch.ElapsedMilliseconds} ms");
        await Notice<DeviceReady>();
        await Until(() => _capture.Counters.Reopens == 1);
    }

    [AlsaFact]
    public async Task A_card_pulled_out_while_speaking_goes_on_with_the_reply()
    {
        _playback.Start(new PlainThreads());
        await Notice<DeviceReady>();
        _playout.Write(1, Pcm, MemoryMarshal.AsBytes(Signal.Noise(1_500 * Frame).AsSpan()));
        await Until(() => _device[Slot.Heard] > 10 * Frame);

        _device[Slot.Unplugged] = 1;
        await Notice<DeviceLost>();
        var heard = _device[Slot.Heard];
        _device[Slot.Unplugged] = 0;
        var watch = Stopwatch.StartNew();
        await Until(() => _device[Slot.Heard] > heard);

        _output.WriteLine($"speaks again after {watch.ElapsedMilliseconds} ms");
        await Notice<DeviceReady>();
        await Until(() => _playback.Counters.Reopens == 1);
        Assert.True(_playback.Counters.FramesLost > 0);
    }

    [AlsaFact]
    public async Task A_sound_server_that_died_is_opened_again_at_leisure_and_told_once()
    {
        _capture.Start(new PlainThreads());
        await Notice<DeviceReady>();
        await Until(() => _capture.Counters.FramesCaptured > 5);
        var opens = _device[Slot.Opens];

        _device[Slot.Dead] = 1;
        await Notice<DeviceLost>();
        await Until(() => _device[Slot.Opens] >= opens + 3);
        Assert.InRange(_device[Slot.Starts], 1, (opens + 10) * (1 + PcmRecovery.MostInARow));
        _device[Slot.Dead] = 0;
        await Until(() => _capture.Counters.Reopens > 0);

        // Two returns are told in good faith before the device is known to open and to move nothing; then the real one.
        var told = 0;
        while (_notices.Reader.TryRead(out var notice)) told += notice is DeviceReady ? 1 : 0;
        Assert.InRange(told, 1, 3);
    }

    [AlsaFact]
    public async Task Overruns_are_counted_for_the_status_and_told_once()
    {
        _capture.Start(new PlainThreads());
        await Notice<DeviceReady>();
        for (var i = 1; i <= 3; i++)
        {
            _device[Slot.Xrun] = 1;
            await Until(() => _capture.Counters.Recovered.Xruns >= i);
        }

        Assert.True(_capture.Counters.Recovered.LostSamples > 0);
        Assert.Single(_log.Messages(Microsoft.Extensions.Logging.LogLevel.Warning));
    }

    public void Dispose()
    {
        _capture.Dispose();
        _playback.Dispose();
        _device.Dispose();
        _log.Dispose();
    }

    private async Task Both<T>()
        where T : AudioNotice
    {
        await Notice<T>();
        await Notice<T>();
    }

    private async Task<T> Notice<T>()
        where T : AudioNotice
    {
        while (true)
            if (await _notices.Reader.ReadAsync().Within(LimitSeconds) is T notice) return notice;
    }

    private static async Task Until(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(LimitSeconds), "it does not happen");
            await Task.Delay(5);
        }
    }
}
