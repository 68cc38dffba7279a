namespace CozeDevice.Panel;

/// <summary>What an LED can do, and so which form of a pattern it is shown.</summary>
/// <param name="Pixels">How many pixels it has, at least one.</param>
/// <param name="HasColour">Whether it shows colours.</param>
/// <param name="CanDim">Whether it knows more than on and off.</param>
public readonly record struct LedTraits(int Pixels, bool HasColour, bool CanDim)
{
    /// <summary>The least number of pixels on which something can be seen to run round.</summary>
    public const int LeastRing = 3;

    /// <summary>One LED on a switch.</summary>
    public static LedTraits OnOff { get; } = new(1, HasColour: false, CanDim: false);

    /// <summary>One LED that can be dimmed.</summary>
    public static LedTraits Dimmable { get; } = new(1, HasColour: false, CanDim: true);

    /// <summary>One colour LED that can be dimmed.</summary>
    public static LedTraits Colour { get; } = new(1, HasColour: true, CanDim: true);

    /// <summary>Whether several pixels can show a movement.</summary>
    public bool IsRing => Pixels >= LeastRing && HasColour && CanDim;
}
