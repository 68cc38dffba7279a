namespace CozeDevice.Codecs;

/// <summary>Turns one 20 ms frame of 16 kHz mono into the payload of one append.</summary>
/// <remarks>Stateful and owned by the mic thread. Allocates nothing after construction.</remarks>
public interface IFrameEncoder : IDisposable
{
    /// <summary>What the payloads are.</summary>
    WireFormat Format { get; }

    /// <summary>An upper bound for the bytes of one payload.</summary>
    int MaxPayloadBytes { get; }

    /// <summary>Encodes one frame.</summary>
    /// <param name="frame">Exactly 320 samples.</param>
    /// <param name="payload">At least <see cref="MaxPayloadBytes"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    int Encode(ReadOnlySpan<short> frame, Span<byte> payload);

    /// <summary>Forgets the past: a new utterance begins.</summary>
    void Reset();
}
