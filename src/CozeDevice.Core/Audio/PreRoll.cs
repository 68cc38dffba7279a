namespace CozeDevice.Audio;

/// <summary>The last frames before a press, so that the first syllable is not cut.</summary>
/// <remarks>Owned by the mic thread. Allocates nothing after construction.</remarks>
/// <param name="milliseconds">How much is kept, rounded up to whole frames; 0 keeps nothing.</param>
public sealed class PreRoll(int milliseconds)
{
    private readonly short[] _samples =
        new short[(milliseconds + AudioFormat.FrameMs - 1) / AudioFormat.FrameMs * AudioFormat.FrameSamples];

    private int _next; // where the next frame goes

    /// <summary>Frames kept at most.</summary>
    public int Capacity => _samples.Length / AudioFormat.FrameSamples;

    /// <summary>Frames kept now.</summary>
    public int Count { get; private set; }

    /// <summary>A frame.</summary>
    /// <param name="index">0 for the oldest.</param>
    public ReadOnlySpan<short> this[int index] => Slot((_next + Capacity - Count + index) % Capacity);

    /// <summary>Keeps a frame; the oldest goes when there is no room.</summary>
    /// <param name="frame">20 ms.</param>
    public void Push(ReadOnlySpan<short> frame)
    {
        if (Capacity == 0) return;
        frame.CopyTo(Slot(_next));
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>Forgets all frames and overwrites them.</summary>
    public void Clear()
    {
        _samples.AsSpan().Clear();
        Count = 0;
    }

    private Span<short> Slot(int index) => _samples.AsSpan(index * AudioFormat.FrameSamples, AudioFormat.FrameSamples);
}
