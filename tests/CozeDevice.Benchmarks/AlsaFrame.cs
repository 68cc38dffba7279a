using BenchmarkDotNet.Attributes;
using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using Microsoft.Extensions.Logging.Abstractions;

namespace CozeDevice.Benchmarks;

/// <summary>A frame of 20 ms to and from libasound: its device <c>null</c> takes and gives at once, so what is measured is ours.</summary>
#pragma warning disable CA1001 // disposed by the clean-up the runner calls
[MemoryDiagnoser]
public class AlsaFrame
{
    private readonly short[] _frame = new short[AudioFormat.FrameSamples];
    private IPcmCapture? _capture;
    private IPcmPlayback? _playback;

    [GlobalSetup]
    public void Setup()
    {
        var devices = new AlsaDevices(TimeProvider.System, NullLogger<AlsaDevices>.Instance);
        _capture = devices.OpenCapture("null");
        _playback = devices.OpenPlayback("null");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _capture?.Dispose();
        _playback?.Dispose();
    }

    [Benchmark]
    public PcmStatus Read() => _capture!.Read(_frame);

    [Benchmark]
    public PcmStatus Write()
    {
        _playback!.Wait();
        return _playback.Write(_frame);
    }
}
