namespace CozeDevice.Panel;

/// <summary>What one pixel gives off: linear shares of its full light, ready to be a duty cycle.</summary>
/// <param name="Red">0 to 1.</param>
/// <param name="Green">0 to 1.</param>
/// <param name="Blue">0 to 1.</param>
public readonly record struct LedLight(float Red, float Green, float Blue)
{
    private static readonly float[] Linear = MakeLinear();

    /// <summary>No light.</summary>
    public static LedLight Dark => default;

    /// <summary>The brightest part: what an LED without colour shows.</summary>
    public float Brightest => Math.Max(Red, Math.Max(Green, Blue));

    /// <summary>A colour of the screen as the light of an LED that can be dimmed: what looks half as bright is a fifth of the light.</summary>
    /// <param name="rgb">0xRRGGBB, sRGB.</param>
    /// <param name="level">Share of the light, 0 to 1.</param>
    public static LedLight Of(int rgb, double level) => new(
        Linear[(rgb >> 16) & 0xff] * (float)level,
        Linear[(rgb >> 8) & 0xff] * (float)level,
        Linear[rgb & 0xff] * (float)level);

    /// <summary>The nearest colour of an LED whose parts are on or off.</summary>
    /// <param name="rgb">0xRRGGBB, sRGB.</param>
    /// <param name="isOn">Whether it is lit at all.</param>
    public static LedLight OnOff(int rgb, bool isOn)
    {
        return isOn ? new(Part(16), Part(8), Part(0)) : Dark;

        float Part(int shift) => ((rgb >> shift) & 0xff) >= 0x80 ? 1 : 0;
    }

    // The transfer function of IEC 61966-2-1 (sRGB).
    private static float[] MakeLinear()
    {
        var table = new float[256];
        for (int i = 0; i < table.Length; i++)
        {
            double share = i / 255.0;
            table[i] = (float)(share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4));
        }
        return table;
    }
}
