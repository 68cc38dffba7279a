namespace CozeDevice.Panel;

/// <summary>How bright an LED may be.</summary>
public sealed record LedSettings
{
    /// <summary>The least light of something lit, as a share: what is meant to be seen can be seen.</summary>
    public const double Floor = 0.01;

    /// <summary>The most light, in percent of what the LED can give, 1 to 100. Everything is scaled to it.</summary>
    public int Brightness { get; init; } = 100;

    /// <summary>A white glow while the device is ready, in percent of <see cref="Brightness"/>; 0 is dark.</summary>
    public int Ready { get; init; }

    /// <summary>A share of a pattern as a share of the LED's light.</summary>
    /// <param name="level">0 to 1.</param>
    public double Scale(double level) => level <= 0 ? 0 : Math.Max(Floor, level * Brightness / 100);
}
