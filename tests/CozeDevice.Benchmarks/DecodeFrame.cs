using BenchmarkDotNet.Attributes;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;

namespace CozeDevice.Benchmarks;

/// <summary>One payload of 20 ms to 320 samples.</summary>
#pragma warning disable CA1001 // disposed by the clean-up the runner calls
[MemoryDiagnoser]
public class DecodeFrame
{
    private readonly List<byte[]> _payloads = [];
    private short[] _samples = [];
    private IFrameDecoder _decoder = new PcmDecoder();
    private int _next;

    [Params(AudioCodec.Pcm, AudioCodec.G711A, AudioCodec.G711U, AudioCodec.Opus)]
    public AudioCodec Codec { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var codecs = new LinuxCodecs();
        using var encoder = codecs.CreateEncoder(Codec);
        var speech = TestSpeech.Make(seconds: 2);
        var payload = new byte[encoder.MaxPayloadBytes];
        for (var i = 0; i < speech.Length; i += AudioFormat.FrameSamples)
            _payloads.Add(payload[..encoder.Encode(speech.AsSpan(i, AudioFormat.FrameSamples), payload)]);
        _decoder = codecs.CreateDecoder(encoder.Format);
        _samples = new short[_decoder.MaxSamples];
    }

    [GlobalCleanup]
    public void Cleanup() => _decoder.Dispose();

    [Benchmark]
    public int Decode()
    {
        _next = (_next + 1) % _payloads.Count;
        return _decoder.Decode(_payloads[_next], _samples);
    }
}
