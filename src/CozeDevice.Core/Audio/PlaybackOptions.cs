using CozeDevice.Codecs;

namespace CozeDevice.Audio;

/// <summary>What the playback pump needs to know.</summary>
public sealed record PlaybackOptions
{
    /// <summary>The device's name: anything <see cref="IAudioDevices"/> opens.</summary>
    public required string Device { get; init; }

    /// <summary>How much sound of a stream must wait at least before it starts, in milliseconds.</summary>
    public int PrebufferMs { get; init; } = PrebufferPolicy.DefaultMs;

    /// <summary>How long the device stays open while nothing is heard; zero keeps it open.</summary>
    public TimeSpan IdleRelease { get; init; }

    /// <summary>The format asked for. Its decoder is made and exercised before the first reply, which then does not pay for the
    /// just-in-time compiler; other formats work all the same. Null prepares nothing.</summary>
    public WireFormat? Expected { get; init; }
}
