using System.Buffers.Binary;

namespace CozeDevice.Audio;

/// <summary>Walks the chunks of a RIFF file to the format and the data.</summary>
internal static class WavChunks
{
    private const int ChunkHeaderBytes = 8;
    private const uint UnknownSize = 0xFFFF_FFFF;

    /// <summary>Finds the sound.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="format">What the data is.</param>
    /// <returns>The data chunk, cut to whole sample frames and to what is there.</returns>
    /// <exception cref="InvalidDataException">There is no sound; the message says why.</exception>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes, out WavFormat format)
    {
        if (bytes.Length < 12 || !(bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8)) || !bytes[8..].StartsWith("WAVE"u8))
            throw new InvalidDataException("it does not begin with RIFF and WAVE");

        var riffSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        WavFormat? found = null;
        var position = 12;
        while (bytes.Length - position >= ChunkHeaderBytes)
        {
            var id = bytes.Slice(position, 4);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]);
            position += ChunkHeaderBytes;
            var left = bytes[position..];
            if (id.SequenceEqual("data"u8))
            {
                format = found ?? throw new InvalidDataException("its data comes before its format");
                return WholeFrames(Data(left, size, riffSize, position), format);
            }

            if (size > left.Length) throw new InvalidDataException("it ends inside a chunk before its data");
            if (id.SequenceEqual("fmt "u8)) found = WavFormat.Parse(left[..(int)size]);
            position += (int)Math.Min(left.Length, size + (size & 1)); // chunks are padded to even sizes
        }

        throw new InvalidDataException(found is null ? "it has no format chunk" : "it has no data chunk");
    }

    private static ReadOnlySpan<byte> Data(ReadOnlySpan<byte> left, uint size, uint riffSize, int position)
    {
        // A recorder that could not seek back leaves 0 or all ones here; one that was cut off promises more than there is.
        var isUnfinished = size == 0 && (riffSize is 0 or UnknownSize || riffSize + ChunkHeaderBytes <= (uint)position);
        return isUnfinished || size >= left.Length ? left : left[..(int)size];
    }

    private static ReadOnlySpan<byte> WholeFrames(ReadOnlySpan<byte> data, WavFormat format) =>
        data[..(data.Length - (data.Length % format.FrameBytes))];
}
