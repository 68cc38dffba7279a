namespace CozeDevice.Audio;

/// <summary>What the capture pump has done since the start.</summary>
/// <param name="FramesCaptured">Frames read from the device.</param>
/// <param name="FramesSent">Frames the sink took.</param>
/// <param name="Recovered">What all devices since the start were recovered from.</param>
/// <param name="Timeouts">Reads that brought nothing.</param>
/// <param name="Opens">Times the device was opened.</param>
/// <param name="Reopens">Of them, times it came back after it was lost.</param>
/// <param name="Overflows">Turns the sink refused.</param>
/// <param name="FirstFrameTurn">The turn whose first frame was sent last, 0 before the first.</param>
/// <param name="FirstFrameAt">When that was, on <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="Level">The level of the last frame.</param>
public readonly record struct CaptureCounters(
    long FramesCaptured,
    long FramesSent,
    PcmRecovered Recovered,
    long Timeouts,
    long Opens,
    long Reopens,
    long Overflows,
    int FirstFrameTurn,
    long FirstFrameAt,
    AudioLevel Level)
{
    /// <summary>Frames of a hands-free stream that were replaced by silence, so that the device does not hear itself.</summary>
    public long FramesSilenced { get; init; }
}
