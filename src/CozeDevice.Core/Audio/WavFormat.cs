using System.Buffers.Binary;

namespace CozeDevice.Audio;

/// <summary>The format chunk of a WAV file.</summary>
/// <param name="IsFloat">Whether samples are floating point.</param>
/// <param name="Channels">1 to 8.</param>
/// <param name="SampleRate">Samples per second, in hertz.</param>
/// <param name="Bits">Bits per sample.</param>
internal sealed record WavFormat(bool IsFloat, int Channels, int SampleRate, int Bits)
{
    private const int PcmTag = 1;
    private const int FloatTag = 3;
    private const int ExtensibleTag = 0xFFFE; // the real tag begins the sub-format at offset 24

    /// <summary>Bytes of one sample of all channels.</summary>
    public int FrameBytes => Channels * Bits / 8;

    /// <summary>Reads a format chunk.</summary>
    /// <exception cref="InvalidDataException">It is broken or not one of ours.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16) throw new InvalidDataException("its format chunk is too short");
        var tag = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == ExtensibleTag)
        {
            if (chunk.Length < 26) throw new InvalidDataException("its format chunk is too short");
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }

        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        if (rate > int.MaxValue || !Resampler.Supports((int)rate))
            throw new InvalidDataException($"its sample rate of {rate} Hz is not supported; use 16000 Hz");
        var format = new WavFormat(
            tag == FloatTag,
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]),
            (int)rate,
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]));
        if (format.Channels is < 1 or > 8) throw new InvalidDataException($"it has {format.Channels} channels; 1 to 8 are understood");
        var isKnown = (tag == PcmTag && format.Bits is 8 or 16 or 24 or 32) || (tag == FloatTag && format.Bits is 32 or 64);
        if (!isKnown)
            throw new InvalidDataException($"format {tag} with {format.Bits} bits is not understood; use PCM with 16 bits");
        if (BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]) != format.FrameBytes)
            throw new InvalidDataException("its format chunk contradicts itself");
        return format;
    }

    /// <summary>Converts whole sample frames to mono samples of 16 bits, rounding to the nearest and saturating.</summary>
    public short[] ToMono(ReadOnlySpan<byte> data)
    {
        var samples = new short[data.Length / FrameBytes];
        var width = Bits / 8;
        for (var i = 0; i < samples.Length; i++)
        {
            double sum = 0;
            for (var channel = 0; channel < Channels; channel++) sum += Sample(data.Slice((i * FrameBytes) + (channel * width), width));
            samples[i] = Saturate(sum / Channels);
        }

        return samples;
    }

    /// <summary>One sample on the scale of 16 bits; 16-bit values are exact in a double.</summary>
    private double Sample(ReadOnlySpan<byte> bytes) => (IsFloat, Bits) switch
    {
        (true, 32) => BinaryPrimitives.ReadSingleLittleEndian(bytes) * 32768.0,
        (true, _) => BinaryPrimitives.ReadDoubleLittleEndian(bytes) * 32768.0,
        (_, 8) => (bytes[0] - 128) * 256.0, // the one unsigned size
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (_, 24) => (bytes[0] | (bytes[1] << 8) | ((sbyte)bytes[2] << 16)) / 256.0,
        _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 65536.0,
    };

    private static short Saturate(double value) =>
        double.IsNaN(value) ? (short)0 : (short)Math.Clamp(Math.Round(value), short.MinValue, short.MaxValue);
}
