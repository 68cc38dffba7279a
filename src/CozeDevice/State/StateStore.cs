using System.Threading.Channels;

namespace CozeDevice.State;

/// <summary>The remembered state in memory, written to its file behind the back of whoever changes it.</summary>
/// <remarks>Members may be called from any thread and never wait for the disk. Changes within half a second become one
/// write, so turning a knob does not wear out the card. Disposing writes what is left.</remarks>
internal sealed class StateStore : IAsyncDisposable
{
    /// <summary>How long changes are collected before they are written.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _stopping = new();
    private readonly StateFile _file;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private readonly Lock _gate = new();
    private StoredState _current;

    /// <summary>Reads the file and begins to look after it.</summary>
    public StateStore(StateFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
        _current = file.Load();
        _writing = WriteAsync();
    }

    /// <summary>What is remembered now.</summary>
    public StoredState Current
    {
        get
        {
            lock (_gate) return _current;
        }
    }

    /// <summary>Changes what is remembered.</summary>
    /// <param name="change">From the old to the new state; quick and without effects.</param>
    public void Update(Func<StoredState, StoredState> change)
    {
        lock (_gate)
        {
            var next = change(_current);
            if (next == _current) return;
            _current = next;
        }

        _changed.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _changed.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _writing;
        _stopping.Dispose();
    }

    private async Task WriteAsync()
    {
        while (await _changed.Reader.WaitToReadAsync())
        {
            await Task.Delay(Delay, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _changed.Reader.TryRead(out _);
            _file.Save(Current);
        }
    }
}
