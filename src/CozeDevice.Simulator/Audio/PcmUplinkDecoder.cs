namespace CozeDevice.Simulator.Audio;

/// <summary>Raw PCM. Appends should hold whole samples; one cut in the middle is put together again.</summary>
internal sealed class PcmUplinkDecoder(int sampleRate, int channels, int bitDepth) : IUplinkDecoder
{
    private readonly int _frameBytes = channels * bitDepth / 8;
    private byte[] _rest = [];

    /// <inheritdoc/>
    public int SampleRate => sampleRate;

    /// <inheritdoc/>
    public short[] Decode(byte[] payload)
    {
        byte[] bytes = _rest.Length == 0 ? payload : [.. _rest, .. payload];
        int whole = bytes.Length - (bytes.Length % _frameBytes);
        _rest = bytes[whole..];
        return PcmSamples.ToMono(bytes.AsSpan(0, whole), channels, bitDepth);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
