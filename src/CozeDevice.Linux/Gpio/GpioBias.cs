namespace CozeDevice.Linux.Gpio;

/// <summary>What holds an input when nothing drives it.</summary>
internal enum GpioBias
{
    /// <summary>Whatever the board has set.</summary>
    AsIs,

    /// <summary>The chip's resistor to the supply.</summary>
    PullUp,

    /// <summary>The chip's resistor to ground.</summary>
    PullDown,

    /// <summary>None of the chip's; there is one on the board.</summary>
    None,
}
