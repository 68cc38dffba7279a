namespace CozeDevice.Simulator.Audio;

/// <summary>Reads the WAV files scenarios name.</summary>
internal static class WavFile
{
    /// <summary>Reads a whole file as mono.</summary>
    /// <exception cref="FormatException">It is not a PCM WAV file.</exception>
    internal static Speech Read(byte[] bytes)
    {
        WavHeader header = WavHeader.TryRead(bytes) ?? throw new FormatException("the file ends before its samples");
        return new Speech(
            PcmSamples.ToMono(bytes.AsSpan(header.Length), header.Channels, header.BitDepth), header.SampleRate);
    }
}
