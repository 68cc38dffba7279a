using BenchmarkDotNet.Attributes;
using CozeDevice.Audio;

namespace CozeDevice.Benchmarks;

/// <summary>20 ms from one rate to another.</summary>
[MemoryDiagnoser]
public class ResampleFrame
{
    private Resampler _resampler = new(8_000, 16_000);
    private short[] _input = [];
    private short[] _output = [];

    [Params("8000>16000", "16000>8000", "24000>16000", "44100>16000", "48000>16000")]
    public string Rates { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var rates = Rates.Split('>');
        _resampler = new Resampler(int.Parse(rates[0]), int.Parse(rates[1]));
        _input = TestSpeech.Make(seconds: 1)[..(int.Parse(rates[0]) / 50)];
        _output = new short[_resampler.MaxOutput(_input.Length)];
    }

    [Benchmark]
    public int Resample() => _resampler.Process(_input, _output);
}
