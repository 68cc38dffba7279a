namespace CozeDevice.Panel;

/// <summary>Lights a person may choose for the device at rest. None looks like a state that needs attention.</summary>
public static class LightPatterns
{
    private const int White = 0xffffff;

    /// <summary>The name that gives the light back to the device.</summary>
    public const string Default = "default";

    /// <summary>Every name that may be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [Default, "off", "on", "dim", "breathe", "white", "red", "green", "blue", "yellow", "orange", "pink", "purple"];

    private static readonly LedPattern[] Patterns =
    [
        Steady("off", 0, 0),
        Steady("on", White, 1),
        Steady("dim", White, 0.15),
        new("breathe", White, new([new(0.6, 3000, true), new(0.05, 3000, true)])),
        Steady("white", White, 1),
        Steady("red", 0xff0000, 1),
        Steady("green", 0x00ff00, 1),
        Steady("blue", 0x0000ff, 1),
        Steady("yellow", 0xffff00, 1),
        Steady("orange", 0xff6000, 1),
        Steady("pink", 0xff60a0, 1),
        Steady("purple", 0x8000ff, 1),
    ];

    /// <summary>The light of a name; null for <see cref="Default"/> and names that are not known.</summary>
    public static LedPattern? Find(string? name)
    {
        foreach (LedPattern pattern in Patterns)
        {
            if (pattern.Name == name)
                return pattern;
        }
        return null;
    }

    /// <summary>Whether a name may be asked for.</summary>
    public static bool Has(string name) => name == Default || Find(name) is not null;

    private static LedPattern Steady(string name, int rgb, double level) => new(name, rgb, new([new(level, 1000)]));
}
