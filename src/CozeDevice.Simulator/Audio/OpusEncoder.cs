namespace CozeDevice.Simulator.Audio;

/// <summary>Encodes mono samples to raw Opus packets of one duration.</summary>
internal sealed class OpusEncoder : IDisposable
{
    private readonly OpusEncoderHandle _handle;
    private readonly byte[] _packet = new byte[4000];
    private readonly short[] _frame;

    /// <summary>Makes an encoder.</summary>
    internal OpusEncoder(int sampleRate, double frameMs, int bitrate, bool usesCbr)
    {
        _frame = new short[(int)(sampleRate * frameMs / 1000)];
        _handle = Libopus.opus_encoder_create(sampleRate, 1, Libopus.OPUS_APPLICATION_VOIP, out int error);
        if (error != 0)
        {
            throw new InvalidOperationException($"opus_encoder_create({sampleRate}) failed with {error}");
        }

        _ = Libopus.opus_encoder_ctl(_handle, Libopus.OPUS_SET_BITRATE_REQUEST, bitrate);
        _ = Libopus.opus_encoder_ctl(_handle, Libopus.OPUS_SET_VBR_REQUEST, usesCbr ? 0 : 1);
        _ = Libopus.opus_encoder_ctl(_handle, Libopus.OPUS_GET_LOOKAHEAD_REQUEST, out int lookahead);
        Lookahead = lookahead;
    }

    /// <summary>Samples by which what is decoded lags behind what was encoded.</summary>
    internal int Lookahead { get; }

    /// <summary>Encodes a whole recording; the last packet is padded with silence so that nothing is cut off.</summary>
    internal IEnumerable<byte[]> Encode(short[] samples)
    {
        for (int start = 0; start < samples.Length + Lookahead; start += _frame.Length)
        {
            Array.Clear(_frame);
            int count = Math.Clamp(samples.Length - start, 0, _frame.Length);
            samples.AsSpan(Math.Min(start, samples.Length), count).CopyTo(_frame);
            int length = Libopus.opus_encode(_handle, _frame, _frame.Length, _packet, _packet.Length);
            if (length < 0)
            {
                throw new InvalidOperationException($"opus_encode failed with {length}");
            }

            yield return _packet[..length];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
