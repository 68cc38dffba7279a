using CozeDevice.Linux.Leds;
using CozeDevice.Linux.Spi;
using CozeDevice.Options;
using CozeDevice.Panel;
using Xunit;

namespace CozeDevice.Tests.Leds;

public sealed class PixelFrameTests
{
    private static readonly LedLight Red = new(1, 0, 0), Green = new(0, 1, 0), Blue = new(0, 0, 1), White = new(1, 1, 1);

    [Fact]
    public void An_APA102_frame_is_start_pixels_in_blue_green_red_and_zeros_behind() => Assert.Equal(
        "00000000 FF0000FF FF00FF00 FFFF0000 FFFFFFFF E0000000 00000000 00",
        Hex(new Apa102Frame(), [Red, Green, Blue, White, LedLight.Dark], [4, 4, 4, 4, 4, 4, 4, 1]));

    [Theory]
    [InlineData(1f, 0xFF, 0xFF)] // 31 of 31, whole
    [InlineData(0.5f, 0xF0, 0xF7)] // 16 of 31: 0.5 · 31 / 16 · 255 = 247
    [InlineData(0.1f, 0xE4, 0xC6)] // 4 of 31: 0.1 · 31 / 4 · 255 = 198
    [InlineData(0.01f, 0xE1, 0x4F)] // 1 of 31: 0.01 · 31 · 255 = 79
    [InlineData(0.0001f, 0xE1, 0x01)] // lit is never rounded to nothing
    [InlineData(0f, 0xE0, 0x00)]
    public void The_global_brightness_of_an_APA102_keeps_the_colour_fine_when_dim(float share, int head, int value)
    {
        byte[] bytes = Encode(new Apa102Frame(), [new LedLight(share, share, share)]);
        Assert.Equal([(byte)head, (byte)value, (byte)value, (byte)value], bytes[4..8]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(12, 1)]
    [InlineData(16, 1)]
    [InlineData(17, 2)]
    [InlineData(300, 19)]
    public void Behind_the_pixels_come_32_zero_bits_and_half_a_clock_for_each(int pixels, int endBytes)
    {
        var frame = new Apa102Frame();
        byte[] bytes = Encode(frame, [.. Enumerable.Repeat(White, pixels)]);
        Assert.Equal(4 + 4 * pixels + 4 + endBytes, bytes.Length);
        Assert.True(endBytes * 8 * 2 >= pixels);
        Assert.All(bytes[(4 + 4 * pixels)..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_WS2812_bit_is_three_bits_of_the_bus_green_red_blue()
    {
        // 0xFF is 110 eight times, 0x00 is 100 eight times.
        const string One = "DB6DB6", Zero = "924924";
        Assert.Equal(
            $"00 {Zero}{One}{Zero} {One}{Zero}{Zero} {Zero}{Zero}{One} {Zero}{Zero}{Zero} {new string('0', 168)}",
            Hex(new Ws2812Frame(), [Red, Green, Blue, LedLight.Dark], [1, 9, 9, 9, 9, 84]));
    }

    [Theory]
    [InlineData(0x80, "D24924")] // 110 100 100 100 100 100 100 100
    [InlineData(0x01, "924926")] // 100 100 100 100 100 100 100 110
    [InlineData(0xA5, "D349A6")] // 110 100 110 100 100 110 100 110
    public void A_WS2812_byte_goes_out_highest_bit_first(int value, string expected)
    {
        byte[] bytes = Encode(new Ws2812Frame(), [new LedLight(0, value / 255f, 0)]);
        Assert.Equal(expected, Convert.ToHexString(bytes[1..4]));
    }

    [Fact]
    public void WS2812_pulses_keep_the_limits_of_the_data_sheet()
    {
        var frame = new Ws2812Frame();
        double bitNs = 1e9 / frame.SpeedHz;
        Assert.InRange(bitNs, 250, 550); // high of a zero: 0.4 µs ± 0.15
        Assert.InRange(2 * bitNs, 650, 950); // high of a one: 0.8 µs ± 0.15
        Assert.InRange(3 * bitNs, 650, 1850); // the whole bit: 1.25 µs ± 0.6
        Assert.True((frame.BytesFor(1) - 10) * 8 * bitNs >= 280_000);
    }

    [Fact]
    public void The_most_pixels_that_may_be_configured_fit_into_one_transfer()
    {
        Assert.InRange(new Apa102Frame().BytesFor(LedRules.MaxPixels), 1, SpiDevice.MaxBytes);
        Assert.InRange(new Ws2812Frame().BytesFor(LedRules.MaxPixels), 1, SpiDevice.MaxBytes);
    }

    private static byte[] Encode(PixelFrame frame, LedLight[] pixels)
    {
        var bytes = new byte[frame.BytesFor(pixels.Length)];
        bytes.AsSpan().Fill(0x55); // what was there before must not matter
        frame.Encode(pixels, bytes);
        return bytes;
    }

    private static string Hex(PixelFrame frame, LedLight[] pixels, int[] groups)
    {
        byte[] bytes = Encode(frame, pixels);
        Assert.Equal(groups.Sum(), bytes.Length);
        var text = new List<string>();
        int at = 0;
        foreach (int length in groups)
        {
            text.Add(Convert.ToHexString(bytes.AsSpan(at, length)));
            at += length;
        }
        return string.Join(' ', text);
    }
}
