using CozeDevice.Codecs;
using Xunit;

namespace CozeDevice.Tests.Codecs;

/// <summary>Against the formulas of ITU-T G.191, written down here a second time.</summary>
public sealed class G711Tests
{
    private static readonly short[] AllSamples = [.. Enumerable.Range(short.MinValue, 65_536).Select(i => (short)i)];
    private static readonly byte[] AllCodes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [Fact]
    public void Every_mu_law_sample_encodes_as_the_reference_says() =>
        Assert.Equal(AllSamples.Select(ReferenceMu), EncodeMu(AllSamples));

    [Fact]
    public void Every_a_law_sample_encodes_as_the_reference_says() =>
        Assert.Equal(AllSamples.Select(ReferenceA), EncodeA(AllSamples));

    [Fact]
    public void Every_mu_law_code_decodes_as_the_formula_says() =>
        Assert.Equal(AllCodes.Select(ReferenceMuDecoded), DecodeMu(AllCodes));

    [Fact]
    public void Every_a_law_code_decodes_as_the_formula_says() =>
        Assert.Equal(AllCodes.Select(ReferenceADecoded), DecodeA(AllCodes));

    [Fact]
    public void Full_negative_clip_stays_loud()
    {
        Assert.Equal([-32_124], DecodeMu(EncodeMu([short.MinValue])));
        Assert.Equal([-32_256], DecodeA(EncodeA([short.MinValue])));
    }

    [Fact]
    public void The_worst_error_is_that_of_the_standard()
    {
        Assert.Equal(644, WorstError(DecodeMu(EncodeMu(AllSamples))));
        Assert.Equal(512, WorstError(DecodeA(EncodeA(AllSamples))));
    }

    [Fact]
    public void Louder_in_is_never_quieter_out()
    {
        Assert.True(IsMonotonic(DecodeMu(EncodeMu(AllSamples))));
        Assert.True(IsMonotonic(DecodeA(EncodeA(AllSamples))));
    }

    [Fact]
    public void Every_code_survives_a_round_trip_except_the_negative_zero_of_mu_law()
    {
        byte[] expected = [.. AllCodes];
        expected[0x7F] = 0xFF;

        Assert.Equal(expected, EncodeMu(DecodeMu(AllCodes)));
        Assert.Equal(AllCodes, EncodeA(DecodeA(AllCodes)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(31)]
    public void The_remainder_after_whole_vectors_is_encoded_alike(int length)
    {
        foreach (var start in new[] { 0, 30_000, 32_760, 60_000 })
        {
            var samples = AllSamples.AsSpan(start, length).ToArray();
            Assert.Equal(samples.Select(ReferenceMu), EncodeMu(samples));
            Assert.Equal(samples.Select(ReferenceA), EncodeA(samples));
        }
    }

    private static byte[] EncodeMu(short[] samples)
    {
        var codes = new byte[samples.Length];
        G711.EncodeMu(samples, codes);
        return codes;
    }

    private static byte[] EncodeA(short[] samples)
    {
        var codes = new byte[samples.Length];
        G711.EncodeA(samples, codes);
        return codes;
    }

    private static short[] DecodeMu(byte[] codes)
    {
        var samples = new short[codes.Length];
        G711.DecodeMu(codes, samples);
        return samples;
    }

    private static short[] DecodeA(byte[] codes)
    {
        var samples = new short[codes.Length];
        G711.DecodeA(codes, samples);
        return samples;
    }

    private static int WorstError(short[] decoded) => AllSamples.Zip(decoded, (a, b) => Math.Abs(a - b)).Max();

    private static bool IsMonotonic(short[] decoded) => decoded.Zip(decoded.Skip(1)).All(pair => pair.First <= pair.Second);

    private static byte ReferenceMu(short sample)
    {
        var magnitude = Math.Min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1FFF);
        var segment = 1;
        for (var rest = magnitude >> 6; rest != 0; rest >>= 1) segment++;
        var code = ((8 - segment) << 4) | (15 - ((magnitude >> segment) & 15));
        return (byte)(sample >= 0 ? code | 0x80 : code);
    }

    private static byte ReferenceA(short sample)
    {
        var magnitude = (sample < 0 ? ~sample : sample) >> 4;
        if (magnitude > 15)
        {
            var exponent = 1;
            for (; magnitude > 31; magnitude >>= 1) exponent++;
            magnitude = magnitude - 16 + (exponent << 4);
        }

        return (byte)((sample >= 0 ? magnitude | 0x80 : magnitude) ^ 0x55);
    }

    private static short ReferenceMuDecoded(byte code)
    {
        var inverted = (byte)~code;
        var exponent = (inverted >> 4) & 7;
        var magnitude = ((((inverted & 15) << 3) + 0x84) << exponent) - 0x84;
        return (short)((inverted & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short ReferenceADecoded(byte code)
    {
        var toggled = code ^ 0x55;
        var exponent = (toggled >> 4) & 7;
        var mantissa = (toggled & 15) << 4;
        var magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
        return (short)((toggled & 0x80) != 0 ? magnitude : -magnitude);
    }
}
