using System.Buffers;

namespace CozeDevice.Programs;

/// <summary>What a program writes into a pipe: read to its end, so that the program never waits for us, and kept up to a limit.</summary>
internal sealed class PipeText
{
    private readonly Stream _pipe;
    private readonly PipeLimit _limit;
    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _tooLong = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isCut;

    /// <summary>Begins to read.</summary>
    /// <param name="pipe">The pipe; reading ends with it, and closes it.</param>
    /// <param name="limit">How much is kept.</param>
    public PipeText(Stream pipe, PipeLimit limit)
    {
        (_pipe, _limit) = (pipe, limit);
        Ended = ReadAsync();
    }

    /// <summary>Completes when nobody can write any more. Never fails.</summary>
    public Task Ended { get; }

    /// <summary>Completes when more was written than may be; never otherwise.</summary>
    public Task TooLong => _tooLong.Task;

    /// <summary>What is kept of what was written so far.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_gate)
            {
                var kept = _kept.WrittenSpan;
                if (!_isCut && kept.Length <= _limit.Bytes) return kept.ToArray();
                kept = kept[Math.Max(0, kept.Length - _limit.Bytes)..];
                return kept[(kept.IndexOf((byte)'\n') + 1)..].ToArray();
            }
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        try
        {
            await using (_pipe)
            {
                while (await _pipe.ReadAsync(buffer) is > 0 and var count)
                    lock (_gate) Keep(buffer.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // The program was killed.
        }
    }

    private void Keep(ReadOnlySpan<byte> more)
    {
        if (_limit.Excess != PipeExcess.PushesOut)
        {
            var room = _limit.Bytes - _kept.WrittenCount;
            if (more.Length > room && _limit.Excess == PipeExcess.Fails) _tooLong.TrySetResult();
            more = more[..Math.Min(more.Length, room)];
        }
        else if (_kept.WrittenCount + more.Length > 2 * _limit.Bytes)
        {
            var newest = _kept.WrittenSpan[Math.Max(0, _kept.WrittenCount - _limit.Bytes)..];
            _kept.ResetWrittenCount();
            _kept.Write(newest); // to the front of the buffer it is in
            _isCut = true;
        }

        _kept.Write(more);
    }
}
