using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>APA102 and SK9822: a start frame, four bytes a pixel, and enough clocks behind them for the last pixel to hear.</summary>
/// <remarks>
/// APA102 data sheet (Shenzhen LED Color Opto): start 32 zero bits; a pixel is <c>111</c>, five bits of global brightness, then blue, green, red.
/// Each pixel passes the data on half a clock late, so <c>n / 2</c> further clocks are needed. Zero bits serve for them: the ones of the data sheet's
/// end frame would be a white pixel for one LED too many. The SK9822 takes over a new colour only at 32 further zero bits (its reset
/// frame), which the APA102 does not mind, so both get them.
/// The five bits dim on top of the colour, and are used for that: a dim glow keeps all eight bits of its colour.
/// </remarks>
internal sealed class Apa102Frame : PixelFrame
{
    private const int StartBytes = 4;
    private const int PixelBytes = 4;
    private const int ResetBytes = 4;
    private const int Marker = 0xE0;
    private const int MaxGlobal = 31;

    /// <inheritdoc/>
    /// <remarks>The pixels take more; a ribbon cable to a HAT does not always.</remarks>
    public override uint SpeedHz => 1_000_000;

    /// <inheritdoc/>
    public override int BytesFor(int pixels) => StartBytes + PixelBytes * pixels + ResetBytes + EndBytes(pixels);

    /// <inheritdoc/>
    public override void Encode(ReadOnlySpan<LedLight> pixels, Span<byte> bytes)
    {
        bytes.Clear();
        Span<byte> next = bytes[StartBytes..];
        foreach (LedLight pixel in pixels)
        {
            Encode(pixel, next);
            next = next[PixelBytes..];
        }
    }

    // n / 2 clocks, rounded up to whole bytes.
    private static int EndBytes(int pixels) => (pixels + 15) / 16;

    private static void Encode(LedLight pixel, Span<byte> bytes)
    {
        int global = (int)MathF.Ceiling(Math.Clamp(pixel.Brightest, 0, 1) * MaxGlobal);
        bytes[0] = (byte)(Marker | global);
        if (global == 0)
            return;
        float rest = (float)MaxGlobal / global;
        bytes[1] = Byte(pixel.Blue * rest);
        bytes[2] = Byte(pixel.Green * rest);
        bytes[3] = Byte(pixel.Red * rest);
    }
}
