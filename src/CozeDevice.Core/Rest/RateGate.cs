namespace CozeDevice.Rest;

/// <summary>Holds calls back so that the service's rates are kept (protocol §7.2). Thread-safe.</summary>
/// <param name="plan">Whose rates.</param>
/// <param name="time">The clock.</param>
internal sealed class RateGate(RestPlan plan, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RateClass, Window[]> _windows = [];

    /// <summary>Waits until one more call is within the rate, and counts it.</summary>
    internal async Task WaitAsync(RateClass rate, CancellationToken cancellationToken)
    {
        while (Take(rate) is { } wait)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    private TimeSpan? Take(RateClass rate)
    {
        lock (_gate)
        {
            if (!_windows.TryGetValue(rate, out var windows))
                _windows[rate] = windows = Make(rate);
            TimeSpan? longest = null;
            foreach (var window in windows)
            {
                if (window.Wait(time) is { } wait && (longest is null || wait > longest))
                    longest = wait;
            }
            if (longest is null)
            {
                foreach (var window in windows)
                    window.Count(time.GetTimestamp());
            }
            return longest;
        }
    }

    private Window[] Make(RateClass rate)
    {
        var limits = RateLimits.Of(plan, rate);
        var windows = new Window[limits.Count];
        for (var i = 0; i < windows.Length; i++)
            windows[i] = new Window(limits[i]);
        return windows;
    }

    private sealed class Window(RateLimits.Limit limit)
    {
        private readonly Queue<long> _taken = [];

        public TimeSpan? Wait(TimeProvider time)
        {
            while (_taken.TryPeek(out var oldest))
            {
                var left = limit.Span - time.GetElapsedTime(oldest);
                if (left > TimeSpan.Zero)
                    return _taken.Count < limit.Calls ? null : left;
                _taken.Dequeue();
            }
            return null;
        }

        public void Count(long now) => _taken.Enqueue(now);
    }
}
