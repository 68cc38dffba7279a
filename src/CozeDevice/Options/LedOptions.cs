using CozeDevice.Panel;

namespace CozeDevice.Options;

/// <summary>Section <c>Led</c>.</summary>
internal sealed record LedOptions
{
    /// <summary>How the LED is driven.</summary>
    public required LedKind Kind { get; init; }

    /// <summary>Whether nobody chose kind and line: a machine may lack them.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>The GPIO chip by label or path, the PWM chip by name, or null for the one that fits.</summary>
    public string? Chip { get; init; }

    /// <summary>The GPIO lines by name or offset: one, or red, green and blue.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>Whether a low level lights the LED.</summary>
    public required bool ActiveLow { get; init; }

    /// <summary>LEDs of the kernel's LED class: one, or red, green and blue.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>PWM channels: one, or red, green and blue.</summary>
    public required IReadOnlyList<int> Channels { get; init; }

    /// <summary>The SPI device of a strip.</summary>
    public required string Device { get; init; }

    /// <summary>How many pixels the strip has.</summary>
    public required int Count { get; init; }

    /// <summary>A GPIO line that switches the power of the strip on, or null.</summary>
    public string? PowerLine { get; init; }

    /// <summary>How bright.</summary>
    public required LedSettings Light { get; init; }
}
