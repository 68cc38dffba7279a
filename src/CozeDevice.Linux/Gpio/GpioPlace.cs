namespace CozeDevice.Linux.Gpio;

/// <summary>A line that was found, and the open chip it is on.</summary>
/// <param name="Chip">The chip; the place owns it.</param>
/// <param name="Line">The line as it was when it was found.</param>
internal sealed record GpioPlace(GpioChip Chip, GpioLineInfo Line) : IDisposable
{
    /// <summary>The line for people: <c>GPIO17 (line 17 of pinctrl-bcm2835, /dev/gpiochip0)</c>.</summary>
    public string Text => Line.Name is { } name
        ? $"{name} (line {Line.Offset} of {Chip.Label}, {Chip.Path})"
        : $"line {Line.Offset} of {Chip.Label} ({Chip.Path})";

    /// <inheritdoc/>
    public void Dispose() => Chip.Dispose();
}
