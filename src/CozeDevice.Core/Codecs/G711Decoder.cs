namespace CozeDevice.Codecs;

/// <summary>G.711 A-law or µ-law at any supported rate: one byte per sample.</summary>
/// <param name="codec"><see cref="AudioCodec.G711A"/> or <see cref="AudioCodec.G711U"/>.</param>
/// <param name="sampleRate">Samples per second on the wire, in hertz.</param>
/// <exception cref="CodecException">The rate is not supported.</exception>
public sealed class G711Decoder(AudioCodec codec, int sampleRate = G711Encoder.SampleRate)
    : ByteRunDecoder(new WireFormat(codec, sampleRate), sizeof(byte))
{
    private protected override void Unpack(ReadOnlySpan<byte> coded, Span<short> linear)
    {
        if (Format.Codec == AudioCodec.G711A) G711.DecodeA(coded, linear);
        else G711.DecodeMu(coded, linear);
    }
}
