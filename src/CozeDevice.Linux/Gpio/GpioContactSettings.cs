namespace CozeDevice.Linux.Gpio;

/// <summary>A button on a GPIO line.</summary>
/// <param name="Chip">Label, kernel's name or path of the chip, or null for the chip that has the line.</param>
/// <param name="Line">The line's name or offset.</param>
/// <param name="Input">How it is wired.</param>
/// <param name="IsOptional">Whether nobody asked for it: a default that a machine may lack.</param>
internal sealed record GpioContactSettings(string? Chip, string Line, GpioInput Input, bool IsOptional);
