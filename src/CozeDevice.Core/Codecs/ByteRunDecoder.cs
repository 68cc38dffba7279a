using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>What decoders of byte runs share: whole samples are unpacked, brought to 16 kHz, and remembered for a gap.</summary>
/// <remarks>Owned by the speaker thread. Allocates nothing after construction.</remarks>
public abstract class ByteRunDecoder : IFrameDecoder
{
    private readonly FrameMemory _memory = new();
    private readonly Resampler? _resampler;
    private readonly short[] _samples;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="format">What the payloads are.</param>
    /// <param name="sampleBytes">Bytes of one coded sample.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    private protected ByteRunDecoder(WireFormat format, int sampleBytes)
    {
        (Format, SampleBytes) = (format, sampleBytes);
        _resampler = HouseRate.From(format);
        _samples = new short[format.SampleRate * AudioFormat.FrameMs / 1000];
    }

    /// <inheritdoc/>
    public WireFormat Format { get; }

    /// <inheritdoc/>
    public int FrameBytes => _samples.Length * SampleBytes;

    /// <inheritdoc/>
    public int SampleBytes { get; }

    /// <inheritdoc/>
    public int MaxSamples => _resampler?.MaxOutput(_samples.Length) ?? AudioFormat.FrameSamples;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var count = Math.Min(payload.Length / SampleBytes, _samples.Length);
        var coded = _resampler is null ? samples[..count] : _samples.AsSpan(0, count);
        Unpack(payload[..(count * SampleBytes)], coded);
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
    public void Dispose() => GC.SuppressFinalize(this); // holds nothing native; the contract asks for it

    /// <summary>Turns coded samples into linear ones at the rate of the wire.</summary>
    /// <param name="coded">Whole samples.</param>
    /// <param name="linear">As many samples.</param>
    private protected abstract void Unpack(ReadOnlySpan<byte> coded, Span<short> linear);
}
