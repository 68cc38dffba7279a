namespace CozeDevice.Control;

/// <summary>One line from a peer.</summary>
/// <param name="Bytes">The line without its end; valid until the next read. Empty when it was too long.</param>
/// <param name="IsTooLong">Whether the line was longer than allowed and has been thrown away.</param>
internal readonly record struct Line(ReadOnlyMemory<byte> Bytes, bool IsTooLong);

/// <summary>Cuts a stream into lines and never holds more than one of them.</summary>
/// <param name="stream">The stream; not disposed.</param>
/// <param name="maxBytes">The longest line, in bytes.</param>
/// <remarks>One reader at a time.</remarks>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private const int InitialBytes = 4096;

    private byte[] _buffer = new byte[Math.Min(InitialBytes, maxBytes + 1)];
    private int _start;
    private int _end;
    private bool _discarding;

    /// <summary>The next line, or null at the end. What follows the last line end is dropped.</summary>
    public async ValueTask<Line?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0) return Take(length);
            if (_end - _start > maxBytes)
            {
                _discarding = true;
                (_start, _end) = (0, 0);
            }

            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0) return null;
            _end += read;
        }
    }

    private Line Take(int length)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + 1;
        if (_discarding || length > maxBytes)
        {
            _discarding = false;
            return new(ReadOnlyMemory<byte>.Empty, true);
        }

        return new(line, false);
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxBytes + 1));
    }
}
