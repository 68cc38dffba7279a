using BenchmarkDotNet.Attributes;
using CozeDevice.Audio;

namespace CozeDevice.Benchmarks;

/// <summary>What is done to a frame of 20 ms beside coding it.</summary>
[MemoryDiagnoser]
public class SoundFrame
{
    private readonly short[] _frame = TestSpeech.Make(seconds: 1)[..AudioFormat.FrameSamples];
    private readonly Volume _volume = new(70);
    private readonly SignalHealth _health = new();

    [Benchmark]
    public float Level() => LevelMeter.Measure(_frame).RmsDb;

    [Benchmark]
    public bool MicrophoneHealth() => _health.Add(_frame);

    [Benchmark]
    public void SoftwareVolume() => _volume.Apply(_frame);
}
