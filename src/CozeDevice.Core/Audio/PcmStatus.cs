namespace CozeDevice.Audio;

/// <summary>How one read or write of a frame ended. What happens to a device is news, not an exception.</summary>
public enum PcmStatus
{
    /// <summary>The whole frame was transferred.</summary>
    Ok,

    /// <summary>The frame was transferred after an overrun or underrun was recovered; audio was lost in between.</summary>
    Xrun,

    /// <summary>Nothing was transferred within one period plus 100 ms; try again.</summary>
    Timeout,

    /// <summary>The device is gone. Dispose it; the pump opens it again by name.</summary>
    Gone,
}
