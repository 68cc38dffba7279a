namespace CozeDevice.Audio;

/// <summary>An adaptive filter that learns how the speaker sounds at the microphone and takes it away.</summary>
/// <remarks>Owned by the mic thread. Allocates nothing after construction. The clocks of both signals must be one: a reference that
/// slips by a sample costs what was learnt.</remarks>
public interface IEchoFilter : IDisposable
{
    /// <summary>Takes the echo out of a frame.</summary>
    /// <param name="microphone">20 ms of what was heard.</param>
    /// <param name="reference">The 20 ms the speaker played that lead it by a constant time.</param>
    /// <param name="output">Where what is left goes; not the same memory as the microphone's.</param>
    void Cancel(ReadOnlySpan<short> microphone, ReadOnlySpan<short> reference, Span<short> output);

    /// <summary>Forgets the room.</summary>
    void Reset();
}
