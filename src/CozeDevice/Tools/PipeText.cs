using System.Text;

namespace CozeDevice.Tools;

/// <summary>What a program writes into a pipe: read to its end, so that the program never waits for us, and kept up to a limit.</summary>
internal sealed class PipeText
{
    private readonly Stream _pipe;
    private readonly byte[] _kept;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _tooLong = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _length;

    /// <summary>Begins to read.</summary>
    /// <param name="pipe">The pipe; reading ends with it.</param>
    /// <param name="most">How many bytes are kept.</param>
    public PipeText(Stream pipe, int most)
    {
        (_pipe, _kept) = (pipe, new byte[most]);
        Ended = ReadAsync();
    }

    /// <summary>Completes when nobody can write any more. Never fails.</summary>
    public Task Ended { get; }

    /// <summary>Completes when more was written than is kept; never otherwise.</summary>
    public Task TooLong => _tooLong.Task;

    /// <summary>Whether more was written than is kept.</summary>
    public bool IsTooLong => _tooLong.Task.IsCompleted;

    /// <summary>What was written so far, up to the limit.</summary>
    public string Text
    {
        get { lock (_gate) return Encoding.UTF8.GetString(_kept, 0, _length); }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await _pipe.ReadAsync(buffer) is > 0 and var count)
            {
                lock (_gate)
                {
                    int kept = Math.Min(count, _kept.Length - _length);
                    buffer.AsSpan(0, kept).CopyTo(_kept.AsSpan(_length));
                    _length += kept;
                    if (kept < count) _tooLong.TrySetResult();
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The program was killed, or its pipe was closed by us.
        }
    }
}
