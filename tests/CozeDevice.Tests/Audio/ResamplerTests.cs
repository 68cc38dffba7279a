using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class ResamplerTests
{
    private static readonly int[] Rates = [8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

    public static TheoryData<int, int> Pairs()
    {
        var pairs = new TheoryData<int, int>();
        foreach (var rate in Rates.Where(r => r != 16_000))
        {
            pairs.Add(rate, 16_000);
            pairs.Add(16_000, rate);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_frame_of_twenty_milliseconds_gives_one_every_time(int from, int to)
    {
        var resampler = new Resampler(from, to);
        var output = new short[resampler.MaxOutput(from / 50)];

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(to / 50, resampler.Process(new short[from / 50], output)));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_passband_is_flat_to_0_45_of_the_lower_rate(int from, int to)
    {
        foreach (var fraction in new[] { 0.01, 0.1, 0.25, 0.4, 0.45 })
        {
            var hertz = fraction * Math.Min(from, to);
            var gain = 20 * Math.Log10(Amplitude(from, to, hertz, hertz) / 16_000);
            Assert.True(Math.Abs(gain) < 0.02, $"{gain:F3} dB at {hertz:F0} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_lies_above_the_lower_half_rate_does_not_alias(int from, int to)
    {
        if (to > from) return; // going up there is nothing above it; the images have their own test
        for (var fraction = 0.5; fraction < (double)from / to / 2; fraction += 0.037)
        {
            var hertz = fraction * to;
            var alias = Math.Abs(hertz - (to * Math.Round(hertz / to)));
            if (alias < 20) continue; // too near to zero to be told from an offset
            var gain = 20 * Math.Log10(Amplitude(from, to, hertz, alias) / 16_000);
            Assert.True(gain < -70, $"{gain:F1} dB at {hertz:F0} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Going_up_leaves_no_image_above_the_lower_half_rate(int from, int to)
    {
        if (to < from) return; // going down there is no room for one
        foreach (var fraction in new[] { 0.05, 0.2, 0.35, 0.45 })
        {
            var image = from * (1 - fraction);
            if (image > to / 2.0) continue;
            var gain = 20 * Math.Log10(Amplitude(from, to, from * fraction, image) / 16_000);
            Assert.True(gain < -70, $"{gain:F1} dB at {image:F0} Hz");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_group_delay_is_the_whole_number_it_says(int from, int to)
    {
        var resampler = new Resampler(from, to);
        var hertz = Math.Min(from, to) * 0.2;
        var output = Run(resampler, Signal.Sine(from, hertz, from));
        var expected = Signal.Sine(to, hertz, to);

        // After the filter has filled, the output is the same sine, exactly Delay samples later.
        var length = 2_000;
        var late = output.AsSpan(resampler.Delay + 1_000, length);
        Assert.All(Enumerable.Range(0, length), i => Assert.InRange(output[resampler.Delay + 1_000 + i] - expected[1_000 + i], -40, 40));
        Assert.True(Signal.Correlation(late, expected.AsSpan(1_000, length)) > 0.99999);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Cuts_in_the_input_do_not_change_the_output(int from, int to)
    {
        var input = Signal.Noise(5_000);
        var whole = Run(new Resampler(from, to), input);
        var resampler = new Resampler(from, to);
        var random = new Random(7);
        List<short> pieces = [];
        for (var position = 0; position < input.Length;)
        {
            var length = Math.Min(random.Next(1, 700), input.Length - position);
            var output = new short[resampler.MaxOutput(length)];
            pieces.AddRange(output.AsSpan(0, resampler.Process(input.AsSpan(position, length), output)));
            position += length;
        }

        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void Loud_sound_saturates_instead_of_wrapping()
    {
        var square = new short[4_800];
        for (var i = 0; i < square.Length; i++) square[i] = i / 100 % 2 == 0 ? short.MaxValue : short.MinValue;

        var output = Run(new Resampler(48_000, 16_000), square);

        // Between the edges (33 samples apart) the sign must follow the square: a wrapped overshoot would flip it.
        var resampler = new Resampler(48_000, 16_000);
        for (var i = resampler.Delay + 200; i < output.Length; i++)
        {
            var within = (i - resampler.Delay) * 3 % 100;
            if (within is > 10 and < 90)
                Assert.Equal(((i - resampler.Delay) * 3 / 100 % 2 == 0), output[i] > 0);
        }

        Assert.Contains(short.MaxValue, output);
    }

    [Fact]
    public void Reset_forgets_the_past()
    {
        var resampler = new Resampler(24_000, 16_000);
        var fresh = Run(new Resampler(24_000, 16_000), Signal.Sine(24_000, 440, 481));
        Run(resampler, Signal.Noise(481));
        resampler.Reset();

        Assert.Equal(fresh, Run(resampler, Signal.Sine(24_000, 440, 481)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-16_000)]
    [InlineData(7_999)]
    [InlineData(11_025)]
    [InlineData(96_000)]
    public void Other_rates_are_refused(int rate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(rate, 16_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resampler(16_000, rate));
    }

    [Fact]
    public void Processing_allocates_nothing()
    {
        var resampler = new Resampler(44_100, 16_000);
        var input = Signal.Noise(882);
        var output = new short[321];
        resampler.Process(input, output);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++) resampler.Process(input, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static short[] Run(Resampler resampler, short[] input)
    {
        var output = new short[resampler.MaxOutput(input.Length)];
        return output[..resampler.Process(input, output)];
    }

    private static double Amplitude(int from, int to, double hertz, double measured)
    {
        var output = Run(new Resampler(from, to), Signal.Sine(from, hertz, from / 2));
        return Signal.Amplitude(output.AsSpan(1_000), to, measured);
    }
}
