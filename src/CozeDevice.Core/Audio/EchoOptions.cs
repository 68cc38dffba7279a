namespace CozeDevice.Audio;

/// <summary>What an echo canceller needs to know.</summary>
public sealed record EchoOptions
{
    /// <summary>How long the room answers, in milliseconds: the length of the filter.</summary>
    public int TailMs { get; init; } = 200;

    /// <summary>How late the echo comes, in milliseconds, or null to find out.</summary>
    public int? DelayMs { get; init; }
}
