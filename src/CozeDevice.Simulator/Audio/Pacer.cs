namespace CozeDevice.Simulator.Audio;

/// <summary>Lets through so many deltas in each window of <c>limit_config</c>.</summary>
/// <remarks>Whether the real window is fixed or slides is not known; this one is fixed and starts with the first
/// delta, so a burst comes at the start of each window.</remarks>
internal sealed class Pacer(DeltaLimit? limit, TimeProvider time)
{
    private long _windowStart;
    private int _sent;

    /// <summary>Waits until one more delta may be sent.</summary>
    internal async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (limit is null)
        {
            return;
        }

        if (_sent == 0)
        {
            _windowStart = time.GetTimestamp();
        }

        if (_sent == limit.MaxFrames)
        {
            TimeSpan rest = limit.Period - time.GetElapsedTime(_windowStart);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellationToken);
            }

            // Windows follow each other without a gap unless the client was too slow to take one.
            _windowStart = Math.Max(
                _windowStart + (long)(limit.Period.TotalSeconds * time.TimestampFrequency),
                time.GetTimestamp() - (long)(limit.Period.TotalSeconds * time.TimestampFrequency));
            _sent = 0;
        }

        _sent++;
    }
}
