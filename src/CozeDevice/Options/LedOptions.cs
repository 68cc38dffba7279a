namespace CozeDevice.Options;

/// <summary>Section <c>Led</c>.</summary>
internal sealed record LedOptions
{
    /// <summary>How the LED is driven.</summary>
    public required LedKind Kind { get; init; }

    /// <summary>The GPIO line by name or offset.</summary>
    public required string Line { get; init; }
}

/// <summary>How the LED is driven.</summary>
internal enum LedKind
{
    /// <summary><c>gpio</c>: a single LED on a GPIO line.</summary>
    Gpio,

    /// <summary><c>none</c>: there is no LED.</summary>
    None,
}
