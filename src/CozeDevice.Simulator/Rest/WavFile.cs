using System.Buffers.Binary;

namespace CozeDevice.Simulator.Rest;

/// <summary>WAV files of 16-bit mono PCM.</summary>
internal static class WavFile
{
    private const int HeaderBytes = 44;

    /// <summary>Puts a header in front of samples.</summary>
    /// <param name="pcm">Little-endian 16-bit mono samples.</param>
    /// <param name="rate">Samples in a second.</param>
    internal static byte[] Wrap(ReadOnlySpan<byte> pcm, int rate)
    {
        var file = new byte[HeaderBytes + pcm.Length];
        var header = file.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], rate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], pcm.Length);
        pcm.CopyTo(header[HeaderBytes..]);
        return file;
    }

    /// <summary>How long a WAV file plays; <see langword="null"/> if it is not one.</summary>
    internal static TimeSpan? Duration(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8)) return null;
        var bytesPerSecond = 0;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var content = rest[8..];
            if (rest.StartsWith("fmt "u8) && content.Length >= 12)
                bytesPerSecond = BinaryPrimitives.ReadInt32LittleEndian(content[8..]);
            if (rest.StartsWith("data"u8))
            {
                var bytes = Math.Min(size, (uint)content.Length);
                return bytesPerSecond > 0 ? TimeSpan.FromSeconds(bytes / (double)bytesPerSecond) : null;
            }

            var next = size + (size & 1);
            if (next > content.Length) return null;
            rest = content[(int)next..];
        }

        return null;
    }
}
