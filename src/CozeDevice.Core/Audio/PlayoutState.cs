using CozeDevice.Codecs;

namespace CozeDevice.Audio;

/// <summary>What waits in the <see cref="PlayoutBuffer"/> at one moment.</summary>
/// <param name="Stream">The current stream, or 0 if there is none.</param>
/// <param name="Format">The format of its payloads, or null before the first.</param>
/// <param name="QueuedMs">Milliseconds of audio that wait.</param>
/// <param name="IsComplete">Whether the end mark is behind them.</param>
internal readonly record struct PlayoutState(long Stream, WireFormat? Format, int QueuedMs, bool IsComplete);

/// <summary>What taking a payload came to.</summary>
internal enum PlayoutTake
{
    /// <summary>A payload was taken.</summary>
    Payload,

    /// <summary>There is none yet.</summary>
    Empty,

    /// <summary>There is none, and the end mark is reached.</summary>
    End,

    /// <summary>The stream is not the current one any more.</summary>
    Gone,
}

/// <summary>Counters of the <see cref="PlayoutBuffer"/> since the start.</summary>
/// <param name="Payloads">Payloads accepted.</param>
/// <param name="Bytes">Bytes of them.</param>
/// <param name="Late">Payloads of streams that were discarded, replaced or complete.</param>
/// <param name="Refused">Payloads refused because the buffer was full or the payload was not of the stream's format.</param>
/// <param name="QueuedMs">Milliseconds of audio that wait now.</param>
public readonly record struct PlayoutCounters(long Payloads, long Bytes, long Late, long Refused, int QueuedMs);
