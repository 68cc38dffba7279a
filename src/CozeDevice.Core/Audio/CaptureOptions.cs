namespace CozeDevice.Audio;

/// <summary>What the capture pump needs to know.</summary>
public sealed record CaptureOptions
{
    /// <summary>The device's name: anything <see cref="IAudioDevices"/> opens.</summary>
    public required string Device { get; init; }

    /// <summary>How much sound before a press is sent, in milliseconds. 0 also closes the device between turns.</summary>
    public int PreRollMs { get; init; } = 200;
}
