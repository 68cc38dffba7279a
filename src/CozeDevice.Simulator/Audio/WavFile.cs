using System.Buffers.Binary;

namespace CozeDevice.Simulator.Audio;

/// <summary>Reads the WAV files scenarios name and clients send, and writes 16-bit mono ones.</summary>
internal static class WavFile
{
    private const int HeaderBytes = 44;

    /// <summary>Writes a whole file.</summary>
    internal static byte[] Write(Speech speech)
    {
        byte[] samples = PcmSamples.ToBytes(speech.Samples);
        byte[] file = new byte[HeaderBytes + samples.Length];
        Span<byte> header = file;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], speech.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], speech.SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], samples.Length);
        samples.CopyTo(header[HeaderBytes..]);
        return file;
    }

    /// <summary>Reads a whole file as mono.</summary>
    /// <exception cref="FormatException">It is not a PCM WAV file.</exception>
    internal static Speech Read(byte[] bytes)
    {
        WavHeader header = WavHeader.TryRead(bytes) ?? throw new FormatException("the file ends before its samples");
        int length = (int)Math.Min((uint)(bytes.Length - header.Length), header.DataLength);
        return new Speech(
            PcmSamples.ToMono(bytes.AsSpan(header.Length, length), header.Channels, header.BitDepth), header.SampleRate);
    }
}
