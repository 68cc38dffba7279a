using System.Numerics;

namespace CozeDevice.Simulator.Audio;

/// <summary>The two laws of ITU-T G.711, as G.191 computes them on 16-bit samples.</summary>
internal static class G711
{
    /// <summary>Samples per second of the wire format.</summary>
    internal const int SampleRate = 8000;

    /// <summary>Encodes one sample by the A-law.</summary>
    internal static byte EncodeA(short sample)
    {
        // The magnitude of a negative sample is its one's complement: the law has no zero, only +1/2 and -1/2.
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int exponent = magnitude < 16 ? 0 : BitOperations.Log2((uint)magnitude) - 3;
        int mantissa = exponent == 0 ? magnitude : (magnitude >> (exponent - 1)) & 0x0F;
        int sign = sample < 0 ? 0 : 0x80;
        return (byte)((sign | (exponent << 4) | mantissa) ^ 0x55);
    }

    /// <summary>Decodes one A-law byte to the middle of its interval.</summary>
    internal static short DecodeA(byte code)
    {
        int value = code ^ 0x55;
        int exponent = (value >> 4) & 0x07;
        int mantissa = value & 0x0F;
        int magnitude = exponent == 0
            ? (mantissa << 4) + 8
            : ((mantissa + 16) << (exponent + 3)) + (4 << exponent);
        return (short)((value & 0x80) != 0 ? magnitude : -magnitude);
    }

    /// <summary>Encodes one sample by the µ-law.</summary>
    internal static byte EncodeU(short sample)
    {
        const int Bias = 33;
        const int Largest = 8191;
        int magnitude = Math.Min(((sample < 0 ? ~sample : sample) >> 2) + Bias, Largest);
        int exponent = BitOperations.Log2((uint)magnitude) - 5;
        int mantissa = (magnitude >> (exponent + 1)) & 0x0F;
        int sign = sample < 0 ? 0 : 0x80;
        return (byte)(sign | (~((exponent << 4) | mantissa) & 0x7F));
    }

    /// <summary>Decodes one µ-law byte to the middle of its interval.</summary>
    internal static short DecodeU(byte code)
    {
        int value = ~code;
        int exponent = (value >> 4) & 0x07;
        int mantissa = value & 0x0F;
        int magnitude = ((((mantissa << 1) + 33) << exponent) - 33) << 2;
        return (short)((code & 0x80) != 0 ? magnitude : -magnitude);
    }
}
