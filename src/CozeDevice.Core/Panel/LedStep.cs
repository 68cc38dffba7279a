namespace CozeDevice.Panel;

/// <summary>One step of a pattern.</summary>
/// <param name="Level">Brightness at the end of the step, 0 to 1.</param>
/// <param name="Milliseconds">How long it lasts.</param>
/// <param name="Ramp">Whether the brightness moves there steadily; otherwise it jumps at the beginning.</param>
public readonly record struct LedStep(double Level, int Milliseconds, bool Ramp = false);
