namespace CozeDevice.Panel;

/// <summary>A lamp: one LED or a colour LED.</summary>
/// <remarks>Called by <see cref="LedPlayer"/> only, one call at a time. Must not block.</remarks>
public interface ILed
{
    /// <summary>Shows a brightness of a colour.</summary>
    /// <param name="rgb">The colour at full brightness, 0xRRGGBB; a single LED ignores it.</param>
    /// <param name="level">0 to 1.</param>
    void Show(int rgb, double level);
}
