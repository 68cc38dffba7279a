namespace CozeDevice.Linux.Gpio;

/// <summary>How a line is asked for as an input with both edges.</summary>
internal sealed record GpioInput
{
    /// <summary>Whether a low level is active.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>What holds the line. A chip without such resistors leaves it as it is.</summary>
    public GpioBias Bias { get; init; }

    /// <summary>How long the line must be stable before the kernel reports an edge; zero for every edge.</summary>
    public TimeSpan Debounce { get; init; }
}
