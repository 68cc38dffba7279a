namespace CozeDevice.Simulator.Audio;

/// <summary>One raw Opus packet in each append.</summary>
internal sealed class OpusUplinkDecoder : IUplinkDecoder
{
    private readonly OpusDecoder _decoder;

    /// <summary>Makes a decoder; a declared rate Opus does not have is decoded at 48 kHz.</summary>
    internal OpusUplinkDecoder(int declaredRate) => _decoder = new OpusDecoder(OpusRate(declaredRate));

    /// <inheritdoc/>
    public int SampleRate => _decoder.SampleRate;

    /// <inheritdoc/>
    public short[] Decode(byte[] payload) =>
        _decoder.Decode(payload)
        ?? throw new AudioException(AudioException.OpusFailed, "opus decode failed: append one raw packet at a time");

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    private static int OpusRate(int declared) => declared is 8000 or 12000 or 16000 or 24000 ? declared : 48000;
}
