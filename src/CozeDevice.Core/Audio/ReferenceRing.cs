namespace CozeDevice.Audio;

/// <summary>The last four seconds of what was handed to the speaker, by the absolute number of the sample.</summary>
/// <remarks>Guarded by its owner's lock.</remarks>
internal sealed class ReferenceRing
{
    private const int Size = 1 << 16; // a power of two, so that absolute numbers wrap cheaply

    private readonly short[] _samples = new short[Size];

    /// <summary>Samples ever written: the number of the next one.</summary>
    public long Written { get; private set; }

    /// <summary>Appends samples.</summary>
    public void Write(ReadOnlySpan<short> samples)
    {
        var at = (int)(Written & (Size - 1));
        var first = Math.Min(samples.Length, Size - at);
        samples[..first].CopyTo(_samples.AsSpan(at));
        samples[first..].CopyTo(_samples);
        Written += samples.Length;
    }

    /// <summary>Copies samples; those that were never written or are forgotten are silence.</summary>
    /// <param name="from">Number of the first one.</param>
    /// <param name="samples">Where to.</param>
    /// <param name="before">Number of the first one that counts as never written.</param>
    public void Read(long from, Span<short> samples, long before = long.MaxValue)
    {
        var oldest = Math.Max(0, Written - Size);
        var (begin, end) = (Math.Max(from, oldest), Math.Min(from + samples.Length, Math.Min(before, Written)));
        if (begin >= end)
        {
            samples.Clear();
            return;
        }

        samples[..(int)(begin - from)].Clear();
        samples[(int)(end - from)..].Clear();
        var target = samples[(int)(begin - from)..(int)(end - from)];
        var at = (int)(begin & (Size - 1));
        var first = Math.Min(target.Length, Size - at);
        _samples.AsSpan(at, first).CopyTo(target);
        _samples.AsSpan(0, target.Length - first).CopyTo(target[first..]);
    }
}
