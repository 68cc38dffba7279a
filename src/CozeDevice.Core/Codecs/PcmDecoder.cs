using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>Signed 16-bit little-endian PCM at any supported rate. At 16 kHz the samples pass bit for bit.</summary>
/// <remarks>Owned by the speaker thread. Allocates nothing after construction.</remarks>
public sealed class PcmDecoder : IFrameDecoder
{
    private readonly FrameMemory _memory = new();
    private readonly Resampler? _resampler;
    private readonly short[] _samples;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="sampleRate">Samples per second on the wire, in hertz.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    public PcmDecoder(int sampleRate = AudioFormat.SampleRate)
    {
        Format = new WireFormat(AudioCodec.Pcm, sampleRate);
        _resampler = HouseRate.From(Format);
        _samples = new short[sampleRate * AudioFormat.FrameMs / 1000];
    }

    /// <inheritdoc/>
    public WireFormat Format { get; }

    /// <inheritdoc/>
    public int FrameBytes => _samples.Length * sizeof(short);

    /// <inheritdoc/>
    public int SampleBytes => sizeof(short);

    /// <inheritdoc/>
    public int MaxSamples => _resampler?.MaxOutput(_samples.Length) ?? AudioFormat.FrameSamples;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var count = Math.Min(payload.Length / sizeof(short), _samples.Length);
        var coded = _resampler is null ? samples[..count] : _samples.AsSpan(0, count);
        payload[..(count * sizeof(short))].CopyTo(MemoryMarshal.AsBytes(coded));
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(coded, coded);
        if (_resampler is not null) count = _resampler.Process(coded, samples);
        _memory.Keep(samples[..count]);
        return count;
    }

    /// <inheritdoc/>
    public int Conceal(Span<short> samples) => _memory.Conceal(samples);

    /// <inheritdoc/>
    public void Reset()
    {
        _memory.Clear();
        _resampler?.Reset();
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
