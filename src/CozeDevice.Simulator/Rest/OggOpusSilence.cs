using System.Buffers.Binary;

namespace CozeDevice.Simulator.Rest;

/// <summary>Ogg Opus streams that hold silence (RFC 3533, RFC 7845).</summary>
internal static class OggOpusSilence
{
    private const int GranuleRate = 48000;
    private const int PacketSamples = 960;
    private const int PacketsInPage = 50;
    private const uint Serial = 0x43_4F_5A_45;
    private const uint Polynomial = 0x04C11DB7;

    // CELT, full band, 20 ms, mono; nothing coded.
    private static readonly byte[] SilentPacket = [0xF8, 0xFF, 0xFE];

    /// <summary>Silence.</summary>
    /// <param name="duration">At least this long; rounded up to whole 20 ms packets.</param>
    internal static byte[] Render(TimeSpan duration)
    {
        var stream = new MemoryStream();
        var sequence = 0u;
        WritePage(stream, 0x02, 0, sequence++, [Head()]);
        WritePage(stream, 0x00, 0, sequence++, [Tags()]);

        var packets = Math.Max(1, (int)Math.Ceiling(duration.TotalSeconds * GranuleRate / PacketSamples));
        for (var first = 0; first < packets; first += PacketsInPage)
        {
            var count = Math.Min(PacketsInPage, packets - first);
            var isLast = first + count == packets;
            var content = new byte[count][];
            Array.Fill(content, SilentPacket);
            WritePage(stream, (byte)(isLast ? 0x04 : 0x00), (long)(first + count) * PacketSamples, sequence++, content);
        }

        return stream.ToArray();
    }

    private static byte[] Head()
    {
        var head = new byte[19];
        "OpusHead"u8.CopyTo(head);
        head[8] = 1;
        head[9] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), GranuleRate);
        return head;
    }

    private static byte[] Tags()
    {
        var vendor = "cozedevice-sim"u8;
        var tags = new byte[8 + 4 + vendor.Length + 4];
        "OpusTags"u8.CopyTo(tags);
        BinaryPrimitives.WriteInt32LittleEndian(tags.AsSpan(8), vendor.Length);
        vendor.CopyTo(tags.AsSpan(12));
        return tags;
    }

    private static void WritePage(MemoryStream stream, byte flags, long granule, uint sequence, byte[][] packets)
    {
        // Every packet here is shorter than 255 bytes, so it is one segment.
        var headerBytes = 27 + packets.Length;
        var page = new byte[headerBytes + packets.Sum(static packet => packet.Length)];
        "OggS"u8.CopyTo(page);
        page[5] = flags;
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), Serial);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(18), sequence);
        page[26] = (byte)packets.Length;
        var offset = headerBytes;
        for (var i = 0; i < packets.Length; i++)
        {
            page[27 + i] = (byte)packets[i].Length;
            packets[i].CopyTo(page, offset);
            offset += packets[i].Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), Checksum(page));
        stream.Write(page);
    }

    private static uint Checksum(ReadOnlySpan<byte> page)
    {
        var sum = 0u;
        foreach (var value in page)
        {
            sum ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 0x80000000) != 0 ? (sum << 1) ^ Polynomial : sum << 1;
        }

        return sum;
    }
}
