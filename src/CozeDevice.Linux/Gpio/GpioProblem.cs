namespace CozeDevice.Linux.Gpio;

/// <summary>Why a line cannot be used.</summary>
internal enum GpioProblem
{
    /// <summary>There is no such chip, or none at all.</summary>
    NoChip,

    /// <summary>No chip has such a line.</summary>
    NoLine,

    /// <summary>Someone else uses the line.</summary>
    Busy,

    /// <summary>This user may not open the chip.</summary>
    NoPermission,

    /// <summary>The chip was there and is not any more.</summary>
    Gone,

    /// <summary>The kernel or the chip's driver cannot do what is asked.</summary>
    Unsupported,

    /// <summary>Anything else.</summary>
    Failed,
}
