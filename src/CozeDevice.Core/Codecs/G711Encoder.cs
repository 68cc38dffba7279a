using CozeDevice.Audio;

namespace CozeDevice.Codecs;

/// <summary>G.711 A-law or µ-law of 8 kHz (or another rate a server may ask for): one byte per sample.</summary>
/// <remarks>Owned by the mic thread. Allocates nothing after construction.</remarks>
public sealed class G711Encoder : IFrameEncoder
{
    /// <summary>Samples per second of G.711 as the standard has it, in hertz.</summary>
    public const int SampleRate = 8_000;

    private readonly Resampler? _resampler;
    private readonly short[] _samples;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="codec"><see cref="AudioCodec.G711A"/> or <see cref="AudioCodec.G711U"/>.</param>
    /// <param name="sampleRate">Samples per second on the wire, in hertz.</param>
    /// <exception cref="CodecException">The rate is not supported.</exception>
    public G711Encoder(AudioCodec codec, int sampleRate = SampleRate)
    {
        Format = new WireFormat(codec, sampleRate);
        _resampler = HouseRate.To(Format);
        MaxPayloadBytes = _resampler?.MaxOutput(AudioFormat.FrameSamples) ?? AudioFormat.FrameSamples;
        _samples = new short[_resampler is null ? 0 : MaxPayloadBytes];
    }

    /// <inheritdoc/>
    public WireFormat Format { get; }

    /// <inheritdoc/>
    public int MaxPayloadBytes { get; }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        if (_resampler is not null) frame = _samples.AsSpan(0, _resampler.Process(frame, _samples));
        if (Format.Codec == AudioCodec.G711A) G711.EncodeA(frame, payload);
        else G711.EncodeMu(frame, payload);
        return frame.Length;
    }

    /// <inheritdoc/>
    public void Reset() => _resampler?.Reset();

    /// <inheritdoc/>
    public void Dispose() { }
}
