using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;
using Xunit;
using static CozeDevice.Tests.Alsa.BenchDevice;

namespace CozeDevice.Tests.Alsa;

/// <summary>The real path to a device and back allocates nothing per frame, recoveries included.</summary>
[Collection(RealTimeAudio.Name)]
public sealed class AlsaAllocationTests : IDisposable
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int Speed = 2_000; // percent
    private const int WarmUpFrames = 60;
    private const int Frames = 300;
    private const int Rounds = 3;

    private readonly TestLog _log = new();
    private readonly BenchDevice _device = new() { [Slot.Speed] = Speed, [Slot.Loop] = 1 };
    private readonly short[] _frame = new short[Frame];

    [AlsaTheory]
    [InlineData(16_000, 1)]
    [InlineData(48_000, 2)]
    public void Capturing_allocates_nothing(int rate, int channels)
    {
        Shape(rate, channels);
        using var capture = Devices().OpenCapture(_device.Name);

        Assert.Equal(0, Allocated(() => capture.Read(_frame)));
        Assert.True(capture.Recovered.Xruns > 0);
    }

    [AlsaTheory]
    [InlineData(16_000, 1)]
    [InlineData(48_000, 2)]
    public void Playing_allocates_nothing(int rate, int channels)
    {
        Shape(rate, channels);
        using var playback = Devices().OpenPlayback(_device.Name);

        Assert.Equal(0, Allocated(() =>
        {
            if (playback.Wait() == PcmStatus.Ok) playback.Write(_frame);
            _ = playback.Delay;
            _ = playback.IsPresent;
        }));
        Assert.True(playback.Recovered.Xruns > 0);
    }

    public void Dispose()
    {
        _device.Dispose();
        _log.Dispose();
    }

    private long Allocated(Action step)
    {
        for (var i = 0; i < WarmUpFrames; i++)
        {
            if (i % 10 == 5) _device[Slot.Xrun] = 1;
            step();
        }

        // The least of some rounds: what a frame allocates is in each, what the runtime does once, such as for a lock that is contended
        // for the first time, is not.
        return Enumerable.Range(0, Rounds).Min(_ => AllocatedOnce(step));
    }

    private long AllocatedOnce(Action step)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Frames; i++)
        {
            if (i % 50 == 25) _device[Slot.Xrun] = 1;
            step();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Shape(int rate, int channels)
    {
        _device[Slot.RateLeast] = rate;
        _device[Slot.ChannelsLeast] = channels;
        _device.Hears(Signal.Voice(rate));
    }

    private AlsaDevices Devices() => new(new FastTime(Speed), _log.For<AlsaDevices>());
}
