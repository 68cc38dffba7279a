using BenchmarkDotNet.Attributes;
using CozeDevice.Audio;
using CozeDevice.Codecs;
using CozeDevice.Linux.Opus;

namespace CozeDevice.Benchmarks;

/// <summary>One frame of 20 ms to the payload of one append.</summary>
#pragma warning disable CA1001 // disposed by the clean-up the runner calls
[MemoryDiagnoser]
public class EncodeFrame
{
    private short[] _speech = [];
    private byte[] _payload = [];
    private IFrameEncoder _encoder = new PcmEncoder();
    private int _position;

    [Params(AudioCodec.Pcm, AudioCodec.G711A, AudioCodec.G711U, AudioCodec.Opus)]
    public AudioCodec Codec { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _speech = TestSpeech.Make(seconds: 2);
        _encoder = new LinuxCodecs().CreateEncoder(Codec);
        _payload = new byte[_encoder.MaxPayloadBytes];
    }

    [GlobalCleanup]
    public void Cleanup() => _encoder.Dispose();

    [Benchmark]
    public int Encode()
    {
        _position = (_position + AudioFormat.FrameSamples) % _speech.Length;
        return _encoder.Encode(_speech.AsSpan(_position, AudioFormat.FrameSamples), _payload);
    }
}
