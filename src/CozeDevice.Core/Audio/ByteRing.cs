namespace CozeDevice.Audio;

/// <summary>A first-in-first-out buffer of bytes that grows by doubling up to a limit and then refuses.</summary>
/// <remarks>Not safe for several threads. Allocates only to grow.</remarks>
/// <param name="initialBytes">Size at the start.</param>
/// <param name="maxBytes">The limit.</param>
internal sealed class ByteRing(int initialBytes, int maxBytes)
{
    private byte[] _bytes = new byte[initialBytes];
    private int _first;

    /// <summary>Bytes in the ring.</summary>
    public int Count { get; private set; }

    /// <summary>Makes room.</summary>
    /// <param name="bytes">Bytes to be written next.</param>
    /// <returns>False if the limit forbids it.</returns>
    public bool Reserve(int bytes)
    {
        var needed = (long)Count + bytes;
        if (needed <= _bytes.Length) return true;
        if (needed > maxBytes) return false;
        var size = (long)_bytes.Length;
        while (size < needed) size *= 2;
        var grown = new byte[(int)Math.Min(size, maxBytes)];
        Peek(grown.AsSpan(0, Count));
        _bytes = grown;
        _first = 0;
        return true;
    }

    /// <summary>Appends bytes for which there is room.</summary>
    public void Write(ReadOnlySpan<byte> source)
    {
        var end = (_first + Count) % _bytes.Length;
        var head = Math.Min(source.Length, _bytes.Length - end);
        source[..head].CopyTo(_bytes.AsSpan(end));
        source[head..].CopyTo(_bytes);
        Count += source.Length;
    }

    /// <summary>Takes bytes that are there.</summary>
    /// <param name="destination">At most <see cref="Count"/> long.</param>
    public void Read(Span<byte> destination)
    {
        Peek(destination);
        Skip(destination.Length);
    }

    /// <summary>Throws away bytes that are there.</summary>
    public void Skip(int bytes)
    {
        _first = (_first + bytes) % _bytes.Length;
        Count -= bytes;
    }

    /// <summary>Throws away everything.</summary>
    public void Clear() => _first = Count = 0;

    private void Peek(Span<byte> destination)
    {
        var head = Math.Min(destination.Length, _bytes.Length - _first);
        _bytes.AsSpan(_first, head).CopyTo(destination);
        _bytes.AsSpan(0, destination.Length - head).CopyTo(destination[head..]);
    }
}
