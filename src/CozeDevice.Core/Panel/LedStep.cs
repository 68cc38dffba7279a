namespace CozeDevice.Panel;

/// <summary>One step of a rhythm.</summary>
/// <param name="Level">Share of the light at the end of the step, 0 to 1.</param>
/// <param name="Milliseconds">How long it lasts.</param>
/// <param name="Ramp">Whether the light moves there evenly to the eye; otherwise it jumps at the beginning.</param>
/// <param name="Rgb">Its own colour, 0xRRGGBB, or null for the pattern's.</param>
public readonly record struct LedStep(double Level, int Milliseconds, bool Ramp = false, int? Rgb = null);
