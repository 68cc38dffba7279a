using CozeDevice.Conversation;

namespace CozeDevice.Tools;

/// <summary>What is to be said later: kept in memory, said when its time has come and nobody talks.</summary>
/// <remarks>Thread-safe. A restart of the device forgets it. Nothing runs while nothing waits.</remarks>
/// <param name="control">Says it.</param>
/// <param name="time">Monotonic clock.</param>
public sealed class LaterSpeech(IDeviceControl control, TimeProvider time) : IDisposable
{
    /// <summary>How many may wait.</summary>
    public const int MaxWaiting = 16;

    /// <summary>How long it is tried again while the device is busy or offline.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private int _waiting;
    private bool _isDisposed;

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Adds a text.</summary>
    /// <param name="text">UTF-8 length in (0, 1024) bytes.</param>
    /// <param name="delay">When, from now on.</param>
    /// <returns>False when <see cref="MaxWaiting"/> wait already.</returns>
    public bool TryAdd(string text, TimeSpan delay)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }
        _ = SayAsync(text, delay);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task SayAsync(string text, TimeSpan delay)
    {
        try
        {
            CancellationToken stop = _stop.Token;
            await Task.Delay(delay, time, stop).ConfigureAwait(false);
            long due = time.GetTimestamp();
            while (!await TrySayAsync(text, stop).ConfigureAwait(false) && time.GetElapsedTime(due) < Patience)
                await Task.Delay(Pause, time, stop).ConfigureAwait(false);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // The device stops.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // An answer that is being heard is not cut for it.
    private async Task<bool> TrySayAsync(string text, CancellationToken stop) =>
        control.Snapshot().Turn.State == "ready"
        && (await control.ExecuteAsync(new SayCommand(text), stop).ConfigureAwait(false)).Error is null;
}
