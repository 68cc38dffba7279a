namespace CozeDevice.Panel;

/// <summary>What a pattern shows at one moment.</summary>
/// <param name="Rgb">The colour at full light, 0xRRGGBB as on a screen (sRGB).</param>
/// <param name="Level">Share of the light, 0 to 1.</param>
public readonly record struct LedLook(int Rgb, double Level)
{
    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public string Hex => $"#{Rgb:x6}";
}
