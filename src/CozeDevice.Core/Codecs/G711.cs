using System.Runtime.Intrinsics;

namespace CozeDevice.Codecs;

/// <summary>A-law and µ-law companding, ITU-T G.711 (reference form: ITU-T G.191, <c>alaw_compress</c> and <c>ulaw_compress</c>).</summary>
/// <remarks>Stateless, safe from any thread, allocates nothing. Negative samples use the one's complement, as G.191 does, so
/// that −32768 has a magnitude and encodes as the loudest code instead of as silence.
/// Both laws are a tiny floating-point format: sign, three bits of exponent, four of mantissa. Converting the biased magnitude
/// to a float leaves exactly these seven bits on top of the float's own fraction, which removes the search for the segment.</remarks>
public static partial class G711
{
    private const int FractionShift = 19; // 23 fraction bits of a float, of which the top 4 are kept
    private const int SegmentBase = 134 << 4; // biased exponent of 2^7, the lower edge of segment 0
    private const int MuBias = 132;
    private const int MuClip = short.MaxValue - MuBias;
    private const byte AlawToggle = 0x55; // G.711 §3.1: even bits are inverted on the wire

    /// <summary>Encodes samples to µ-law.</summary>
    /// <param name="samples">Samples of 16 bits.</param>
    /// <param name="codes">At least as long as <paramref name="samples"/>.</param>
    public static void EncodeMu(ReadOnlySpan<short> samples, Span<byte> codes)
    {
        codes = codes[..samples.Length];
        var done = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; samples.Length - done >= 2 * Vector128<short>.Count; done += 2 * Vector128<short>.Count)
            {
                var low = EncodeMu(Vector128.Create(samples[done..]));
                var high = EncodeMu(Vector128.Create(samples[(done + Vector128<short>.Count)..]));
                Vector128.Narrow(low, high).CopyTo(codes[done..]);
            }
        }

        for (; done < samples.Length; done++) codes[done] = EncodeMu(samples[done]);
    }

    /// <summary>Encodes samples to A-law.</summary>
    /// <param name="samples">Samples of 16 bits.</param>
    /// <param name="codes">At least as long as <paramref name="samples"/>.</param>
    public static void EncodeA(ReadOnlySpan<short> samples, Span<byte> codes)
    {
        codes = codes[..samples.Length];
        var done = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; samples.Length - done >= 2 * Vector128<short>.Count; done += 2 * Vector128<short>.Count)
            {
                var low = EncodeA(Vector128.Create(samples[done..]));
                var high = EncodeA(Vector128.Create(samples[(done + Vector128<short>.Count)..]));
                Vector128.Narrow(low, high).CopyTo(codes[done..]);
            }
        }

        for (; done < samples.Length; done++) codes[done] = EncodeA(samples[done]);
    }

    /// <summary>Decodes µ-law.</summary>
    /// <param name="codes">Codes.</param>
    /// <param name="samples">At least as long as <paramref name="codes"/>.</param>
    public static void DecodeMu(ReadOnlySpan<byte> codes, Span<short> samples) => Decode(MuTable, codes, samples);

    /// <summary>Decodes A-law.</summary>
    /// <param name="codes">Codes.</param>
    /// <param name="samples">At least as long as <paramref name="codes"/>.</param>
    public static void DecodeA(ReadOnlySpan<byte> codes, Span<short> samples) => Decode(ATable, codes, samples);

    /// <summary>Encodes one sample to µ-law.</summary>
    /// <param name="sample">The sample.</param>
    internal static byte EncodeMu(short sample)
    {
        var sign = sample >> 15; // 0 or −1
        var magnitude = Math.Min(sample ^ sign, MuClip) + MuBias;
        var code = (BitConverter.SingleToInt32Bits(magnitude) >> FractionShift) - SegmentBase;
        return (byte)~(code | (sign & 0x80));
    }

    /// <summary>Encodes one sample to A-law.</summary>
    /// <param name="sample">The sample.</param>
    internal static byte EncodeA(short sample)
    {
        var sign = sample >> 15;
        var magnitude = sample ^ sign;
        var code = magnitude < 256
            ? magnitude >> 4 // segment 0 is linear
            : (BitConverter.SingleToInt32Bits(magnitude) >> FractionShift) - SegmentBase;
        return (byte)((code | (~sign & 0x80)) ^ AlawToggle);
    }

    private static Vector128<ushort> EncodeMu(Vector128<short> samples)
    {
        var sign = samples >> 15;
        var magnitude = Vector128.Min(samples ^ sign, Vector128.Create((short)MuClip)) + Vector128.Create((short)MuBias);
        var code = TopBits(magnitude);
        return (~(code | (sign & Vector128.Create((short)0x80)))).AsUInt16() & Vector128.Create((ushort)0xFF);
    }

    private static Vector128<ushort> EncodeA(Vector128<short> samples)
    {
        var sign = samples >> 15;
        var magnitude = samples ^ sign;
        var isLinear = Vector128.LessThan(magnitude, Vector128.Create((short)256));
        var code = Vector128.ConditionalSelect(isLinear, magnitude >> 4, TopBits(magnitude));
        var coded = (code | (~sign & Vector128.Create((short)0x80))) ^ Vector128.Create((short)AlawToggle);
        return coded.AsUInt16() & Vector128.Create((ushort)0xFF);
    }

    /// <summary>Segment and mantissa of eight magnitudes of at least 128.</summary>
    private static Vector128<short> TopBits(Vector128<short> magnitude)
    {
        var (low, high) = Vector128.Widen(magnitude);
        var segmentBase = Vector128.Create(SegmentBase);
        return Vector128.Narrow(
            (Vector128.ConvertToSingle(low).AsInt32() >> FractionShift) - segmentBase,
            (Vector128.ConvertToSingle(high).AsInt32() >> FractionShift) - segmentBase);
    }

    private static void Decode(ReadOnlySpan<short> table, ReadOnlySpan<byte> codes, Span<short> samples)
    {
        samples = samples[..codes.Length];
        table = table[..256]; // a byte cannot leave it: the check per sample goes away
        for (var i = 0; i < codes.Length; i++) samples[i] = table[codes[i]];
    }
}
