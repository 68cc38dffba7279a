using System.Buffers;
using System.Text;

namespace CozeDevice.Rest;

/// <summary>Reads server-sent events: names and data, one event at a time. Sizes are capped.</summary>
/// <param name="stream">The body of the answer.</param>
internal sealed class EventStreamReader(Stream stream)
{
    /// <summary>The largest event that is read, in bytes.</summary>
    internal const int MaxEventBytes = 1024 * 1024;

    private const int ChunkBytes = 8 * 1024;

    private readonly ArrayBufferWriter<byte> _data = new();
    private byte[] _buffer = new byte[ChunkBytes];
    private int _start;
    private int _end;

    /// <summary>The name of the event; empty where it has none.</summary>
    internal string Name { get; private set; } = "";

    /// <summary>Its data; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Data => _data.WrittenSpan;

    /// <summary>Goes to the next event.</summary>
    /// <returns>False at the end of the stream; an event that was cut there is dropped.</returns>
    /// <exception cref="RestException">The stream broke, or an event is too large.</exception>
    internal async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        Name = "";
        _data.ResetWrittenCount();
        var isBegun = false;
        while (await LineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0)
                isBegun |= Take(line.Span);
            else if (isBegun)
                return true;
        }
        return false;
    }

    private bool Take(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var field = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value is [(byte)' ', ..])
            value = value[1..];
        if (field.SequenceEqual("event"u8))
        {
            Name = Encoding.UTF8.GetString(value);
            return true;
        }
        if (!field.SequenceEqual("data"u8))
            return false;
        if (_data.WrittenCount > 0)
            _data.Write("\n"u8);
        _data.Write(value);
        return _data.WrittenCount <= MaxEventBytes ? true : throw TooLarge();
    }

    private async ValueTask<ReadOnlyMemory<byte>?> LineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + at);
                _start += searched + at + 1;
                return line.Span is [.., (byte)'\r'] ? line[..^1] : line;
            }
            searched = _end - _start;
            if (searched > MaxEventBytes)
                throw TooLarge();
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                return null;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        try
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read;
            return read > 0;
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            throw new RestException(RestFailure.Network, "the answer was cut: the connection broke in the middle of it", cut);
        }
    }

    private static RestException TooLarge() => new(
        RestFailure.BadAnswer, $"an event of the answer is larger than {MaxEventBytes / (1024 * 1024)} MiB");
}
