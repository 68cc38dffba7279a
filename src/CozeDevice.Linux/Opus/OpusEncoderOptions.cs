namespace CozeDevice.Linux.Opus;

/// <summary>How speech is coded on the way up. The defaults suit a push-to-talk device on a small board.</summary>
public sealed record OpusEncoderOptions
{
    /// <summary>Bits per second, 6 000 to 510 000.</summary>
    public int BitRate { get; init; } = 24_000;

    /// <summary>0 (least work) to 10 (best quality per bit). 5 takes about a tenth of a core of the smallest boards.</summary>
    public int Complexity { get; init; } = 5;

    /// <summary>Whether every packet has the same size. Variable packets sound better at the same rate.</summary>
    public bool IsConstantBitRate { get; init; }

    /// <summary>Whether packets repeat a coarse copy of the one before. Of no use over TCP, which loses nothing.</summary>
    public bool HasErrorCorrection { get; init; }

    /// <summary>Whether silence is sent as next to nothing. Off: a server must not take it for the end of the speech.</summary>
    public bool SkipsSilence { get; init; }
}
