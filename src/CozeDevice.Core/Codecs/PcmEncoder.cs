using System.Buffers.Binary;
using System.Runtime.InteropServices;
using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>Signed 16-bit little-endian PCM at any supported rate. At 16 kHz the samples pass bit for bit.</summary>
/// <remarks>Owned by the mic thread. Allocates nothing after construction.</remarks>
public sealed class PcmEncoder : IFrameEncoder
{
    private readonly Resampler? _resampler;
    private readonly short[] _samples;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="sampleRate">Samples per second on the wire, in hertz.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    public PcmEncoder(int sampleRate = AudioFormat.SampleRate)
    {
        Format = new WireFormat(AudioCodec.Pcm, sampleRate);
        _resampler = HouseRate.To(Format);
        _samples = new short[_resampler?.MaxOutput(AudioFormat.FrameSamples) ?? 0];
        MaxPayloadBytes = sizeof(short) * (_resampler is null ? AudioFormat.FrameSamples : _samples.Length);
    }

    /// <inheritdoc/>
    public WireFormat Format { get; }

    /// <inheritdoc/>
    public int MaxPayloadBytes { get; }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        if (_resampler is not null) frame = _samples.AsSpan(0, _resampler.Process(frame, _samples));
        MemoryMarshal.AsBytes(frame).CopyTo(payload);
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, short>(payload)[..frame.Length];
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return frame.Length * sizeof(short);
    }

    /// <inheritdoc/>
    public void Reset() => _resampler?.Reset();

    /// <inheritdoc/>
    public void Dispose() { }
}
