namespace CozeDevice.Simulator.Audio;

/// <summary>What the first bytes of an Opus packet tell (RFC 6716 §3.1).</summary>
internal static class OpusPacket
{
    /// <summary>The longest packet there can be.</summary>
    internal const int MaxMs = 120;

    /// <summary>Milliseconds of audio in a packet; 0 for one that is malformed.</summary>
    internal static double DurationMs(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        int config = packet[0] >> 3;
        double frameMs = config switch
        {
            < 12 => (config & 3) switch { 0 => 10, 1 => 20, 2 => 40, _ => 60 },
            < 16 => (config & 1) == 0 ? 10 : 20,
            _ => 2.5 * (1 << (config & 3)),
        };
        int frames = (packet[0] & 3) switch
        {
            0 => 1,
            1 or 2 => 2,
            _ => packet.Length > 1 ? packet[1] & 0x3F : 0,
        };
        double total = frameMs * frames;
        return total <= MaxMs ? total : 0;
    }
}
