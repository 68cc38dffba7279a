namespace CozeDevice.Tests.Update;

/// <summary>Clocks that leap to the end of every wait: minutes of waiting cost nothing.</summary>
internal sealed class LeapingTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => start + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
            if (dueTime > TimeSpan.Zero) _now += dueTime;
        return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
