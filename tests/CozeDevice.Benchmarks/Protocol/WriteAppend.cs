using BenchmarkDotNet.Attributes;
using CozeDevice.Protocol;

namespace CozeDevice.Benchmarks.Protocol;

/// <summary>One 20 ms frame to one uplink message. 60 bytes: Opus, 160: G.711, 640: PCM at 16 kHz.</summary>
[MemoryDiagnoser]
public class WriteAppend
{
    private readonly EventWriter _writer = new();
    private byte[] _payload = [];

    [Params(60, 160, 640)]
    public int PayloadBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _payload = new byte[PayloadBytes];
        new Random(1).NextBytes(_payload);
    }

    [Benchmark]
    public int Write() => _writer.WriteAppend(_payload).Length;
}
