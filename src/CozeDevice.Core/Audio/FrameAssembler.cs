namespace CozeDevice.Audio;

/// <summary>Collects decoded samples of any run length and gives them out in frames of 20 ms.</summary>
/// <remarks>Owned by the speaker thread. Allocates nothing after construction.</remarks>
/// <param name="maxSamples">The longest run ever added, beside one frame.</param>
internal sealed class FrameAssembler(int maxSamples)
{
    private readonly short[] _samples = new short[maxSamples + (2 * AudioFormat.FrameSamples)];
    private int _first;

    /// <summary>Samples collected.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next samples go; <see cref="Add"/> says how many came.</summary>
    public Span<short> Room
    {
        get
        {
            _samples.AsSpan(_first, Count).CopyTo(_samples);
            _first = 0;
            return _samples.AsSpan(Count);
        }
    }

    /// <summary>Takes over samples written to <see cref="Room"/>.</summary>
    public void Add(int samples) => Count += samples;

    /// <summary>Gives out one frame; what is missing is silence.</summary>
    /// <param name="frame">20 ms.</param>
    public void Take(Span<short> frame)
    {
        var count = Math.Min(Count, frame.Length);
        _samples.AsSpan(_first, count).CopyTo(frame);
        frame[count..].Clear();
        _first += count;
        Count -= count;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _first = Count = 0;
}
