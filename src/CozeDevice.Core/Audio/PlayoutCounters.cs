namespace CozeDevice.Audio;

/// <summary>Counters of the <see cref="PlayoutBuffer"/> since the start.</summary>
/// <param name="Payloads">Payloads accepted.</param>
/// <param name="Bytes">Bytes of them.</param>
/// <param name="Late">Payloads of streams that were discarded, replaced or complete.</param>
/// <param name="Refused">Payloads refused because the buffer was full or the payload was not of the stream's format.</param>
/// <param name="QueuedMs">Milliseconds of audio that wait now.</param>
/// <param name="ArrivalJitterMs">How late the latest payload of the recent answers was, in milliseconds.</param>
public readonly record struct PlayoutCounters(
    long Payloads, long Bytes, long Late, long Refused, int QueuedMs, int ArrivalJitterMs);
