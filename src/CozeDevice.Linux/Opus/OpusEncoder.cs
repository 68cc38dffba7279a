using CozeDevice.Audio;
using CozeDevice.Codecs;

namespace CozeDevice.Linux.Opus;

/// <summary>Opus (RFC 6716) at 16 kHz mono, one packet of 20 ms per frame.</summary>
/// <remarks>Owned by the mic thread. Allocates nothing after construction.</remarks>
public sealed class OpusEncoder : IFrameEncoder
{
    private readonly OpusEncoderHandle _handle;

    /// <summary>Makes an encoder.</summary>
    /// <param name="options">How speech is coded.</param>
    /// <exception cref="CodecException">libopus refuses an option.</exception>
    public OpusEncoder(OpusEncoderOptions options)
    {
        _handle = Libopus.opus_encoder_create(AudioFormat.SampleRate, 1, Libopus.OPUS_APPLICATION_VOIP, out var error);
        try
        {
            Check("opus_encoder_create", error);
            Set(Libopus.OPUS_SET_BITRATE_REQUEST, options.BitRate);
            Set(Libopus.OPUS_SET_COMPLEXITY_REQUEST, options.Complexity);
            Set(Libopus.OPUS_SET_VBR_REQUEST, options.IsConstantBitRate ? 0 : 1);
            Set(Libopus.OPUS_SET_INBAND_FEC_REQUEST, options.HasErrorCorrection ? 1 : 0);
            Set(Libopus.OPUS_SET_DTX_REQUEST, options.SkipsSilence ? 1 : 0);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public WireFormat Format { get; } = new(AudioCodec.Opus, AudioFormat.SampleRate);

    /// <summary>One coded frame is at most 1275 bytes (RFC 6716 §3.2.1), with the byte that describes it 1276.</summary>
    public int MaxPayloadBytes => 1276;

    /// <inheritdoc/>
    public unsafe int Encode(ReadOnlySpan<short> frame, Span<byte> payload)
    {
        if (frame.Length != AudioFormat.FrameSamples) throw new ArgumentException("Not a frame of 20 ms.", nameof(frame));
        fixed (short* pcm = frame)
        fixed (byte* data = payload)
        {
            var length = Libopus.opus_encode(_handle, pcm, frame.Length, data, payload.Length);
            if (length < 0) Check("opus_encode", length);
            return length;
        }
    }

    /// <inheritdoc/>
    public void Reset() => Set(Libopus.OPUS_RESET_STATE, 0);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Set(int request, int value) => Check("opus_encoder_ctl", Libopus.opus_encoder_ctl(_handle, request, value));

    private static void Check(string call, int error)
    {
        if (error != Libopus.OPUS_OK) throw new CodecException($"opus: {call}: {Libopus.Describe(error)}");
    }
}
