namespace CozeDevice.Codecs;

/// <summary>What the first bytes of an Opus packet tell (RFC 6716 §3), without decoding it.</summary>
public static class OpusPacket
{
    /// <summary>The longest packet RFC 6716 allows: 120 ms in 48 frames of 2.5 ms, each of at most 1275 bytes, with all headers.</summary>
    public const int MaxBytes = 48 * (1275 + 2) + 2;

    /// <summary>The longest duration of one packet, in milliseconds.</summary>
    public const int MaxMs = 120;

    /// <summary>The duration of a packet.</summary>
    /// <param name="packet">One raw packet.</param>
    /// <returns>Microseconds, at most 120 000; 0 for a packet that breaks the rules of RFC 6716 §3.4 about its length.</returns>
    public static int DurationUs(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty) return 0;
        var frames = (packet[0] & 3) switch
        {
            0 => 1,
            1 or 2 => 2,
            _ => packet.Length > 1 ? packet[1] & 0x3F : 0,
        };
        var duration = frames * FrameUs(packet[0] >> 3);
        return duration <= MaxMs * 1000 ? duration : 0;
    }

    /// <summary>Duration of one frame by the configuration number (RFC 6716 table 2): SILK, hybrid, CELT.</summary>
    private static int FrameUs(int configuration) => configuration switch
    {
        < 12 => (configuration & 3) switch { 0 => 10_000, 1 => 20_000, 2 => 40_000, _ => 60_000 },
        < 16 => (configuration & 1) == 0 ? 10_000 : 20_000,
        _ => 2_500 << (configuration & 3),
    };
}
