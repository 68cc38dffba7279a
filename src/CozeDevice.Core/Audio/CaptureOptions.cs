namespace CozeDevice.Audio;

/// <summary>What the capture pump needs to know.</summary>
public sealed record CaptureOptions
{
    /// <summary>The device's name: anything <see cref="IAudioDevices"/> opens.</summary>
    public required string Device { get; init; }

    /// <summary>How much sound before a press is sent, in milliseconds. 0 also closes the device between turns.</summary>
    public int PreRollMs { get; init; } = 200;

    /// <summary>Whether the stream is endless and must not hold the device's own voice.</summary>
    public bool IsHandsFree { get; init; }

    /// <summary>The pause that ends an utterance nobody marks, in milliseconds; 0 where the end is never looked for.</summary>
    public int EndPauseMs { get; init; }
}
