namespace CozeDevice.Simulator.Audio;

/// <summary>G.711, one byte a sample.</summary>
internal sealed class G711UplinkDecoder(bool isALaw) : IUplinkDecoder
{
    /// <inheritdoc/>
    public int SampleRate => G711.SampleRate;

    /// <inheritdoc/>
    public short[] Decode(byte[] payload) =>
        isALaw ? Array.ConvertAll(payload, G711.DecodeA) : Array.ConvertAll(payload, G711.DecodeU);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
