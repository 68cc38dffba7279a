using System.Text;
using BenchmarkDotNet.Attributes;
using CozeDevice.Protocol;

namespace CozeDevice.Benchmarks.Protocol;

/// <summary>One downlink audio message to bytes. 60 bytes: Opus, 160: G.711, 640: PCM at 16 kHz.</summary>
[MemoryDiagnoser]
public class ReadAudioDelta
{
    private readonly EventReader _reader = new();
    private byte[] _message = [];

    [Params(60, 160, 640)]
    public int PayloadBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var payload = new byte[PayloadBytes];
        new Random(1).NextBytes(payload);
        _message = Encoding.UTF8.GetBytes(
            $$$"""
            {"event_type":"conversation.audio.delta","id":"3c16b1de-0000-4000-8000-000000000018","data":{"id":"7500000000000000802","conversation_id":"7500000000000000001","bot_id":"7350000000000000001","role":"assistant","type":"answer","content":"{{{Convert.ToBase64String(payload)}}}","content_type":"audio","chat_id":"7500000000000000777","section_id":"7500000000000000001"},"detail":{"logid":"0217600000000000ABCDEF","respond_at":"1760000000123"}}
            """);
    }

    [Benchmark]
    public int Read()
    {
        _reader.Read(_message, out _);
        return _reader.Audio.Length;
    }
}
