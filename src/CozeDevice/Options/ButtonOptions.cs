using CozeDevice.Panel;

namespace CozeDevice.Options;

/// <summary>Sections <c>Button</c> to <c>Button4</c>: one button each, on a GPIO line, on a key of an input device, or on both.</summary>
internal sealed record ButtonOptions
{
    /// <summary>What the button is for.</summary>
    public required ButtonRole Role { get; init; }

    /// <summary>What it says, for <see cref="ButtonRole.Say"/>; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>The GPIO chip by label or path, or null to find the line by its name.</summary>
    public string? Chip { get; init; }

    /// <summary>The line by name (<c>GPIO17</c>) or offset, or null when there is none (<c>none</c>).</summary>
    public string? Line { get; init; }

    /// <summary>Whether the line is the one of the reference board: a machine without GPIO lacks it and is not broken.</summary>
    public bool IsLineDefault { get; init; }

    /// <summary>Whether a pressed button pulls the line down.</summary>
    public required bool ActiveLow { get; init; }

    /// <summary>What holds the line while nobody presses.</summary>
    public required ButtonBias Bias { get; init; }

    /// <summary>How long the contact must be quiet before an edge counts, in milliseconds.</summary>
    public required int DebounceMs { get; init; }

    /// <summary>The input device by name or path, <c>auto</c> for one that has the key, or null when there is none.</summary>
    public string? Input { get; init; }

    /// <summary>The number of the key.</summary>
    public required ushort Key { get; init; }

    /// <summary>Whether the input device is kept from everybody else.</summary>
    public required bool Grab { get; init; }
}

/// <summary>What holds a line while nobody presses.</summary>
internal enum ButtonBias
{
    /// <summary>The chip's resistor against the direction of the press.</summary>
    Auto,

    /// <summary>The chip's resistor to the supply.</summary>
    Up,

    /// <summary>The chip's resistor to ground.</summary>
    Down,

    /// <summary>A resistor on the board.</summary>
    Off,
}
