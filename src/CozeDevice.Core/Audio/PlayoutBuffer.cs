#pragma warning disable CA1822 // skeleton, replaced by the audio work
using CozeDevice.Codecs;

namespace CozeDevice.Audio;

/// <summary>Compressed audio waiting to be heard, gated by stream id. Written by the receive loop, read by the speaker thread.</summary>
/// <remarks>Stream ids only grow. Writing with a higher id discards everything of lower ids; a lower id is refused.
/// Bounded to 120 s or 4 MiB.</remarks>
public sealed class PlayoutBuffer
{
    /// <summary>Adds one delta of a stream.</summary>
    /// <param name="stream">The stream id.</param>
    /// <param name="format">The format of the payload; fixed by the first payload of a stream.</param>
    /// <param name="payload">One packet (Opus) or a byte run of any length (PCM, G.711). Copied.</param>
    /// <returns>False if the stream is discarded, older than the current one, or the buffer is full.</returns>
    public bool Write(long stream, WireFormat format, ReadOnlySpan<byte> payload) => false;

    /// <summary>Marks the end of a stream: when the mark is reached and heard, <see cref="PlaybackDrained"/> is told.</summary>
    public void Complete(long stream) { }

    /// <summary>Barge-in: everything of streams with an id below <paramref name="next"/> is gone at once, the device is
    /// dropped, and no sample of them is written any more, also not one that was being decoded.</summary>
    /// <param name="next">The lowest stream id that is still accepted.</param>
    public void Discard(long next) { }
}
