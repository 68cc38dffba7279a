namespace CozeDevice.Codecs;

/// <summary>Turns payloads of the wire into 16 kHz mono samples.</summary>
/// <remarks>Stateful and owned by the speaker thread. Allocates nothing after construction.</remarks>
public interface IFrameDecoder : IDisposable
{
    /// <summary>What the payloads are.</summary>
    WireFormat Format { get; }

    /// <summary>Bytes that make 20 ms for byte-run codecs (PCM, G.711), whose deltas may be cut anywhere;
    /// 0 for packet codecs (Opus), whose every delta is one packet.</summary>
    int FrameBytes { get; }

    /// <summary>Bytes of one coded sample, 1 for packet codecs. Byte runs are decoded in whole samples.</summary>
    int SampleBytes { get; }

    /// <summary>An upper bound for the samples one call returns.</summary>
    int MaxSamples { get; }

    /// <summary>Decodes one packet, or up to <see cref="FrameBytes"/> bytes of a byte run.</summary>
    /// <param name="payload">A packet, or whole samples.</param>
    /// <param name="samples">At least <see cref="MaxSamples"/> long.</param>
    /// <returns>Samples written (16 kHz mono); 0 for a payload that cannot be decoded.</returns>
    int Decode(ReadOnlySpan<byte> payload, Span<short> samples);

    /// <summary>Makes up sound for audio that did not come: 20 ms with each call for a packet codec (Opus loss concealment), one
    /// fade of 5 ms for a byte run.</summary>
    /// <returns>Samples written, or 0 if nothing can be made up.</returns>
    int Conceal(Span<short> samples);

    /// <summary>Forgets the past: a new reply begins.</summary>
    void Reset();
}
