namespace CozeDevice.Simulator.Rest;

/// <summary>Counts requests in windows of one second.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <param name="perSecond">Requests let through in a window; <see langword="null"/> lets all through.</param>
/// <param name="time">The clock of the windows.</param>
internal sealed class RateLimit(int? perSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _windowStart = time.GetTimestamp();
    private int _taken;

    /// <summary>Asks for one request.</summary>
    internal bool TryTake()
    {
        if (perSecond is not { } limit) return true;
        lock (_gate)
        {
            if (time.GetElapsedTime(_windowStart) >= TimeSpan.FromSeconds(1))
            {
                _windowStart = time.GetTimestamp();
                _taken = 0;
            }

            return _taken++ < limit;
        }
    }
}
