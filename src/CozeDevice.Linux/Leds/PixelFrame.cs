using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>How a kind of pixel wants its bytes on a serial bus.</summary>
internal abstract class PixelFrame
{
    /// <summary>Bits per second the bytes are meant for.</summary>
    public abstract uint SpeedHz { get; }

    /// <summary>How many bytes show a number of pixels.</summary>
    /// <param name="pixels">How many.</param>
    public abstract int BytesFor(int pixels);

    /// <summary>Writes the bytes that show a picture.</summary>
    /// <param name="pixels">The picture, nearest pixel first.</param>
    /// <param name="bytes">Exactly <see cref="BytesFor"/>.</param>
    public abstract void Encode(ReadOnlySpan<LedLight> pixels, Span<byte> bytes);

    /// <summary>A share as a byte; something lit is never rounded to nothing.</summary>
    /// <param name="share">0 to 1.</param>
    protected static byte Byte(float share) =>
        share <= 0 ? (byte)0 : (byte)Math.Clamp((int)MathF.Round(share * byte.MaxValue), 1, byte.MaxValue);
}
