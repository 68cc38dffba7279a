using System.Buffers.Binary;

namespace CozeDevice.Simulator.Audio;

/// <summary>Little-endian PCM and 16-bit samples.</summary>
internal static class PcmSamples
{
    /// <summary>Writes 16-bit little-endian bytes.</summary>
    internal static byte[] ToBytes(ReadOnlySpan<short> samples)
    {
        byte[] bytes = new byte[samples.Length * 2];
        for (int index = 0; index < samples.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(index * 2), samples[index]);
        }

        return bytes;
    }

    /// <summary>Reads whole sample frames of 8 (unsigned), 16 or 24 bits and mixes the channels to mono.</summary>
    internal static short[] ToMono(ReadOnlySpan<byte> bytes, int channels, int bitDepth)
    {
        int sampleBytes = bitDepth / 8;
        short[] mono = new short[bytes.Length / (sampleBytes * channels)];
        for (int index = 0; index < mono.Length; index++)
        {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++)
            {
                sum += Sample(bytes[(((index * channels) + channel) * sampleBytes)..], bitDepth);
            }

            mono[index] = (short)(sum / channels);
        }

        return mono;
    }

    private static short Sample(ReadOnlySpan<byte> bytes, int bitDepth) => bitDepth switch
    {
        8 => (short)((bytes[0] - 128) << 8),
        24 => BinaryPrimitives.ReadInt16LittleEndian(bytes[1..]),
        _ => BinaryPrimitives.ReadInt16LittleEndian(bytes),
    };
}
