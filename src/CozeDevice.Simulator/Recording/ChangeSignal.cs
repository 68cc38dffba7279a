namespace CozeDevice.Simulator.Recording;

/// <summary>Wakes everyone who waits for a record to change. Thread-safe.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next change.</summary>
    internal Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Tells that something changed.</summary>
    internal void Set() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Waits until <paramref name="find"/> returns something.</summary>
    internal async Task<T> WaitAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            // The task is taken before looking, so a change between the two is not missed.
            Task next = Next;
            if (find() is { } found)
            {
                return found;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
