namespace CozeDevice.Simulator.Audio;

/// <summary>Decodes raw Opus packets to mono samples.</summary>
internal sealed class OpusDecoder : IDisposable
{
    private readonly OpusDecoderHandle _handle;
    private readonly short[] _samples;

    /// <summary>Makes a decoder.</summary>
    /// <param name="sampleRate">One of Opus's rates, in hertz.</param>
    internal OpusDecoder(int sampleRate)
    {
        SampleRate = sampleRate;
        _handle = Libopus.opus_decoder_create(sampleRate, 1, out int error);
        if (error != 0)
        {
            throw new InvalidOperationException($"opus_decoder_create({sampleRate}) failed with {error}");
        }

        _samples = new short[sampleRate * OpusPacket.MaxMs / 1000];
    }

    /// <summary>Hertz of what comes out.</summary>
    internal int SampleRate { get; }

    /// <summary>Decodes one packet.</summary>
    /// <returns>The samples, or <see langword="null"/> if it is not an Opus packet.</returns>
    internal short[]? Decode(byte[] packet)
    {
        int count = packet.Length == 0
            ? 0
            : Libopus.opus_decode(_handle, packet, packet.Length, _samples, _samples.Length, 0);
        return count > 0 ? _samples[..count] : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
