namespace CozeDevice.Audio;

/// <summary>What the playback pump needs to know.</summary>
public sealed record PlaybackOptions
{
    /// <summary>The device's name: anything <see cref="IAudioDevices"/> opens.</summary>
    public required string Device { get; init; }

    /// <summary>How much sound of a stream must wait before it starts, in milliseconds.</summary>
    public int PrebufferMs { get; init; } = 60;
}
