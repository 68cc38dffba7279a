using CozeDevice.Audio;
using CozeDevice.Codecs;

namespace CozeDevice.Linux.Opus;

/// <summary>Decodes Opus packets (RFC 6716) of any coded rate and any duration up to 120 ms straight to 16 kHz mono.</summary>
/// <remarks>Owned by the speaker thread. Allocates nothing after construction. What cannot be decoded gives no samples and
/// leaves the decoder usable.</remarks>
public sealed class OpusDecoder : IFrameDecoder
{
    private readonly OpusDecoderHandle _handle;
    private bool _hasPast;

    /// <summary>Makes a decoder.</summary>
    /// <param name="codedRate">What the format says, in hertz; it does not matter to an Opus decoder.</param>
    /// <exception cref="CodecException">libopus cannot make a decoder.</exception>
    public OpusDecoder(int codedRate)
    {
        Format = new WireFormat(AudioCodec.Opus, codedRate);
        _handle = Libopus.opus_decoder_create(AudioFormat.SampleRate, 1, out var error);
        if (error == Libopus.OPUS_OK) return;
        _handle.Dispose();
        throw new CodecException($"opus: opus_decoder_create: {Libopus.Describe(error)}");
    }

    /// <inheritdoc/>
    public WireFormat Format { get; }

    /// <inheritdoc/>
    public int FrameBytes => 0;

    /// <inheritdoc/>
    public int SampleBytes => 1;

    /// <inheritdoc/>
    public int MaxSamples => AudioFormat.Samples(OpusPacket.MaxMs);

    /// <inheritdoc/>
    public unsafe int Decode(ReadOnlySpan<byte> payload, Span<short> samples)
    {
        if (payload.IsEmpty || payload.Length > OpusPacket.MaxBytes) return 0; // an empty packet would mean "conceal"
        fixed (byte* data = payload)
        fixed (short* pcm = samples)
        {
            var count = Libopus.opus_decode(_handle, data, payload.Length, pcm, samples.Length, decodeFec: 0);
            if (count <= 0) return 0;
            _hasPast = true;
            return count;
        }
    }

    /// <inheritdoc/>
    public unsafe int Conceal(Span<short> samples)
    {
        if (!_hasPast) return 0;
        fixed (short* pcm = samples)
        {
            return Math.Max(0, Libopus.opus_decode(_handle, null, 0, pcm, AudioFormat.FrameSamples, decodeFec: 0));
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _hasPast = false;
        _ = Libopus.opus_decoder_ctl(_handle, Libopus.OPUS_RESET_STATE, 0); // cannot fail on a valid decoder
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
