using System.Buffers.Binary;

namespace CozeDevice.Simulator.Audio;

/// <summary>What the chunks before the samples of a WAV file say.</summary>
/// <param name="SampleRate">Hertz.</param>
/// <param name="Channels">1 or more.</param>
/// <param name="BitDepth">8, 16 or 24.</param>
/// <param name="Length">Bytes up to the first sample.</param>
/// <param name="DataLength">Bytes of samples; what follows them is no sound. A header written before its length was
/// known says 0 or the largest number, which both mean all that comes.</param>
internal sealed record WavHeader(int SampleRate, int Channels, int BitDepth, int Length, uint DataLength)
{
    private const int PcmTag = 1;
    private const int ExtensibleTag = 0xFFFE;

    /// <summary>Reads the chunks up to <c>data</c>.</summary>
    /// <returns><see langword="null"/> while more bytes are needed.</returns>
    /// <exception cref="FormatException">It is not a PCM WAV file.</exception>
    internal static WavHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (!StartsLike(bytes, "RIFF"u8) || (bytes.Length > 8 && !StartsLike(bytes[8..], "WAVE"u8)))
        {
            throw new FormatException("no RIFF/WAVE header");
        }

        WavHeader? format = null;
        int position = 12;
        while (position + 8 <= bytes.Length)
        {
            ReadOnlySpan<byte> chunk = bytes[position..];
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("data"u8))
            {
                return format is null
                    ? throw new FormatException("data before fmt")
                    : format with { Length = position + 8, DataLength = size == 0 ? uint.MaxValue : size };
            }

            if (size > 1 << 20)
            {
                throw new FormatException("chunk too large");
            }

            if (chunk.StartsWith("fmt "u8) && chunk.Length >= 24)
            {
                format = ReadFormat(chunk[8..]);
            }

            position += 8 + (int)size + (int)(size & 1);
        }

        return null;
    }

    private static WavHeader ReadFormat(ReadOnlySpan<byte> fields)
    {
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(fields);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
        int sampleRate = BinaryPrimitives.ReadInt32LittleEndian(fields[4..]);
        int bitDepth = BinaryPrimitives.ReadUInt16LittleEndian(fields[14..]);
        return tag is PcmTag or ExtensibleTag && channels is 1 or 2 && bitDepth is 8 or 16 or 24
            && sampleRate is >= 4000 and <= 192000
            ? new WavHeader(sampleRate, channels, bitDepth, 0, 0)
            : throw new FormatException("not PCM of 8, 16 or 24 bits in one or two channels");
    }

    private static bool StartsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> expected) =>
        bytes[..Math.Min(bytes.Length, expected.Length)].SequenceEqual(expected[..Math.Min(bytes.Length, expected.Length)]);
}
