using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>WS2812 and its kin on the MOSI line of an SPI bus: three bus bits draw the pulse of one bit, then the line rests.</summary>
/// <remarks>
/// WS2812B data sheet (Worldsemi): a bit takes 1.25 µs; a zero is high for 0.4 µs of it, a one for 0.8 µs, each ±0.15 µs. At 2.4 MHz a bus
/// bit lasts 0.417 µs, so <c>100</c> is a zero and <c>110</c> a one. Order green, red, blue, highest bit first. Newer parts take over the
/// picture after 280 µs of low, older ones after 50: 280 µs are sent as zero bytes, so that nothing needs to wait. One zero byte
/// leads, because some controllers rest high.
/// </remarks>
internal sealed class Ws2812Frame : PixelFrame
{
    private const int LeadBytes = 1;
    private const int PixelBytes = 9; // 24 bits, three for one
    private const int ResetMicroseconds = 280;

    private static readonly byte[] Pulses = MakePulses();

    /// <inheritdoc/>
    public override uint SpeedHz => 2_400_000;

    private int ResetBytes => (int)((SpeedHz / 1000 * ResetMicroseconds / 1000 + 7) / 8);

    /// <inheritdoc/>
    public override int BytesFor(int pixels) => LeadBytes + PixelBytes * pixels + ResetBytes;

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<LedLight> pixels, Span<byte> bytes)
    {
        bytes.Clear();
        Span<byte> next = bytes[LeadBytes..];
        foreach (LedLight pixel in pixels)
        {
            Pulse(Byte(pixel.Green), next);
            Pulse(Byte(pixel.Red), next[3..]);
            Pulse(Byte(pixel.Blue), next[6..]);
            next = next[PixelBytes..];
        }
    }

    private static void Pulse(byte value, Span<byte> bytes) => Pulses.AsSpan(3 * value, 3).CopyTo(bytes);

    private static byte[] MakePulses()
    {
        const int Zero = 0b100, One = 0b110;
        var table = new byte[3 * 256];
        for (int value = 0; value < 256; value++)
        {
            int bits = 0;
            for (int bit = 7; bit >= 0; bit--)
                bits = bits << 3 | ((value >> bit & 1) == 1 ? One : Zero);
            (table[3 * value], table[3 * value + 1], table[3 * value + 2]) = ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits);
        }
        return table;
    }
}
