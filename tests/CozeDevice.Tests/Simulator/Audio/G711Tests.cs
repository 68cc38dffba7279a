using CozeDevice.Simulator.Audio;
using Xunit;

namespace CozeDevice.Tests.Simulator.Audio;

/// <summary>The simulator's own G.711 against the segment tables of ITU-T G.711, searched by value.</summary>
public sealed class G711Tests
{
    // Decision values x(n) of tables 1a and 2a of G.711 on their 13- and 14-bit scales: each segment doubles the step.
    private static readonly int[] DecisionsA = [.. Enumerable.Range(0, 128).Select(DecisionA)];
    private static readonly int[] DecisionsU = [.. Enumerable.Range(0, 128).Select(DecisionU)];

    [Fact]
    public void Every_sample_is_a_law_coded_into_the_interval_it_lies_in() =>
        Assert.All(Samples(), sample => Assert.Equal(EncodeA(sample), G711.EncodeA((short)sample)));

    [Fact]
    public void Every_sample_is_mu_law_coded_into_the_interval_it_lies_in() =>
        Assert.All(Samples(), sample => Assert.Equal(EncodeU(sample), G711.EncodeU((short)sample)));

    [Fact]
    public void Every_a_law_code_decodes_to_the_middle_of_its_interval() => Assert.All(
        Enumerable.Range(0, 128),
        code =>
        {
            int middle = (DecisionsA[code] + (code == 127 ? 4096 : DecisionsA[code + 1])) * 4;
            Assert.Equal(middle, G711.DecodeA((byte)((code | 0x80) ^ 0x55)));
            Assert.Equal(-middle, G711.DecodeA((byte)(code ^ 0x55)));
        });

    [Fact]
    public void Every_mu_law_code_decodes_to_the_middle_of_its_interval() => Assert.All(
        Enumerable.Range(0, 128),
        code =>
        {
            int middle = code == 0 ? 0 : (DecisionsU[code] + (code == 127 ? 8159 : DecisionsU[code + 1])) * 2;
            Assert.Equal(middle, G711.DecodeU((byte)(~code | 0x80)));
            Assert.Equal(-middle, G711.DecodeU((byte)(~code & 0x7F)));
        });

    private static IEnumerable<int> Samples() => Enumerable.Range(short.MinValue, 65_536);

    // Segment s of 16 intervals: the first two share the step 2, each later one doubles it.
    private static int DecisionA(int code) =>
        code < 32 ? 2 * code : (32 + (2 * (code % 16))) << ((code / 16) - 1);

    // One interval of 1 around zero, then of 2, doubled in each segment.
    private static int DecisionU(int code) =>
        code == 0 ? 0 : (((33 + (2 * (code % 16))) << (code / 16)) - 33) - (1 << (code / 16));

    // A negative sample is coded by its one's complement, as G.191 does.
    private static byte EncodeA(int sample)
    {
        int code = Interval(DecisionsA, (sample < 0 ? ~sample : sample) >> 3);
        return (byte)((sample < 0 ? code : code | 0x80) ^ 0x55);
    }

    private static byte EncodeU(int sample)
    {
        int code = Interval(DecisionsU, (sample < 0 ? ~sample : sample) >> 2);
        return (byte)(sample < 0 ? ~code & 0x7F : ~code | 0x80);
    }

    // The last interval that begins at or below the magnitude.
    private static int Interval(int[] decisions, int magnitude)
    {
        int code = Array.BinarySearch(decisions, magnitude);
        return code >= 0 ? code : ~code - 1;
    }
}
