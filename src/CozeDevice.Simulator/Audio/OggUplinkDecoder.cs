using System.Buffers.Binary;

namespace CozeDevice.Simulator.Audio;

/// <summary>Opus in Ogg pages (RFC 7845), cut into appends anywhere. Checksums and granule positions are ignored.</summary>
internal sealed class OggUplinkDecoder : IUplinkDecoder
{
    private const int HeaderBytes = 27;
    private const int HeaderPackets = 2;

    private readonly OpusDecoder _decoder = new(48000);
    private byte[] _rest = [];
    private byte[] _packet = [];
    private int _packets;

    /// <inheritdoc/>
    public int SampleRate => _decoder.SampleRate;

    /// <inheritdoc/>
    public short[] Decode(byte[] payload)
    {
        byte[] bytes = [.. _rest, .. payload];
        List<short> samples = [];
        int position = 0;
        while (TryPage(bytes.AsSpan(position), out int length))
        {
            ReadPage(bytes.AsSpan(position, length), samples);
            position += length;
        }

        _rest = bytes[position..];
        return [.. samples];
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();

    private static bool TryPage(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < HeaderBytes)
        {
            return false;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(bytes) != 0x4F676753)
        {
            throw new AudioException(
                AudioException.BadParameter, "The parameter audio is invalid. It should follow the format: ogg.");
        }

        int segments = bytes[HeaderBytes - 1];
        if (bytes.Length < HeaderBytes + segments)
        {
            return false;
        }

        length = HeaderBytes + segments;
        foreach (byte size in bytes.Slice(HeaderBytes, segments))
        {
            length += size;
        }

        return bytes.Length >= length;
    }

    private void ReadPage(ReadOnlySpan<byte> page, List<short> samples)
    {
        int segments = page[HeaderBytes - 1];
        int position = HeaderBytes + segments;
        foreach (byte size in page.Slice(HeaderBytes, segments))
        {
            _packet = [.. _packet, .. page.Slice(position, size)];
            position += size;
            if (size < byte.MaxValue)
            {
                Finish(samples);
            }
        }
    }

    private void Finish(List<short> samples)
    {
        byte[] packet = _packet;
        _packet = [];
        if (++_packets > HeaderPackets)
        {
            samples.AddRange(_decoder.Decode(packet)
                ?? throw new AudioException(AudioException.OpusFailed, "opus decode failed"));
        }
    }
}
