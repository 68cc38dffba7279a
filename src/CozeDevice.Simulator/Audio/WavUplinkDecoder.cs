namespace CozeDevice.Simulator.Audio;

/// <summary>A WAV file cut into appends, header first. The header's format counts, not the declared one.</summary>
internal sealed class WavUplinkDecoder(int declaredRate) : IUplinkDecoder
{
    // The text the real service sends when raw audio arrives while WAV is configured.
    private const string NotWav = "The parameter audio is invalid. It should follow the format: wav. "
        + "or set input_audio via chat.update event.";

    private byte[] _head = [];
    private PcmUplinkDecoder? _samples;
    private uint _rest;

    /// <inheritdoc/>
    public int SampleRate => _samples?.SampleRate ?? declaredRate;

    /// <inheritdoc/>
    public short[] Decode(byte[] payload)
    {
        if (_samples is not null)
        {
            return DecodeSamples(payload);
        }

        _head = [.. _head, .. payload];
        WavHeader? header;
        try
        {
            header = WavHeader.TryRead(_head);
        }
        catch (FormatException)
        {
            _head = [];
            throw new AudioException(AudioException.BadParameter, NotWav);
        }

        if (header is null)
        {
            return [];
        }

        _samples = new PcmUplinkDecoder(header.SampleRate, header.Channels, header.BitDepth);
        _rest = header.DataLength;
        return DecodeSamples(_head[header.Length..]);
    }

    private short[] DecodeSamples(byte[] bytes)
    {
        int length = (int)Math.Min((uint)bytes.Length, _rest);
        _rest = _rest == uint.MaxValue ? _rest : _rest - (uint)length;
        return _samples!.Decode(bytes[..length]);
    }

    /// <inheritdoc/>
    public void Dispose() => _samples?.Dispose();
}
