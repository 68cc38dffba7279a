namespace CozeDevice.Linux.Gpio;

/// <summary>What the kernel tells of a line.</summary>
/// <param name="Offset">Its place on the chip.</param>
/// <param name="Name">Its name, <c>GPIO17</c>, or null.</param>
/// <param name="Consumer">Who uses it, by their own words, or null. May be null though it is used.</param>
/// <param name="Flags">The <c>GPIO_V2_LINE_FLAG_…</c> bits.</param>
internal sealed record GpioLineInfo(uint Offset, string? Name, string? Consumer, ulong Flags)
{
    /// <summary>Whether someone uses it, the kernel itself included.</summary>
    public bool IsUsed => (Flags & GpioUapi.GPIO_V2_LINE_FLAG_USED) != 0;

    /// <summary>Whether it drives the pin.</summary>
    public bool IsOutput => (Flags & GpioUapi.GPIO_V2_LINE_FLAG_OUTPUT) != 0;

    /// <summary>Whether a low level is active.</summary>
    public bool IsActiveLow => (Flags & GpioUapi.GPIO_V2_LINE_FLAG_ACTIVE_LOW) != 0;

    /// <summary>What holds the line, as far as the kernel knows.</summary>
    public GpioBias Bias => (Flags & GpioUapi.GPIO_V2_LINE_FLAG_BIAS_PULL_UP) != 0 ? GpioBias.PullUp
        : (Flags & GpioUapi.GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN) != 0 ? GpioBias.PullDown
        : (Flags & GpioUapi.GPIO_V2_LINE_FLAG_BIAS_DISABLED) != 0 ? GpioBias.None
        : GpioBias.AsIs;
}
