using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>G.711 A-law or µ-law at any supported rate: one byte per sample.</summary>
/// <remarks>Owned by the speaker thread. Allocates nothing after construction.</remarks>
public sealed class G711Decoder : IFrameDecoder
{
    private readonly FrameMemory _memory = new();
    private readonly Resampler? _resampler;
    private readonly short[] _samples;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="codec"><see cref="AudioCodec.G711A"/> or <see cref="AudioCodec.G711U"/>.</param>
    /// <param name="sampleRate">Samples per second on the wire, in hertz.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    public G711Decoder(AudioCodec codec, int sampleRate = G711Encoder.SampleRate)
    {
        Format = new WireFormat(codec, sampleRate);
        _resampler = HouseRate.From(Format);
        _samples = new short[sampleRate * AudioFormat.FrameMs / 1000];
    }

    /// <inheritdoc/>
    public WireFormat Format { get; }

    /// <inheritdoc/>
    public int FrameBytes => _samples.Length;

    /// <inheritdoc/>
    public int SampleBytes => 1;

    /// <inheritdoc/>
    public int MaxSamples => _resampler?.MaxOutput(_samples.Length) ?? AudioFormat.FrameSamples;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        var count = Math.Min(payload.Length, _samples.Length);
        var coded = _resampler is null ? samples[..count] : _samples.AsSpan(0, count);
        if (Format.Codec == AudioCodec.G711A) G711.DecodeA(payload[..count], coded);
        else G711.DecodeMu(payload[..count], coded);
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
