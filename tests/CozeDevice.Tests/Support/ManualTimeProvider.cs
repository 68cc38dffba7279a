namespace CozeDevice.Tests.Support;

/// <summary>A <see cref="TimeProvider"/> whose clocks move only when a test moves them.</summary>
/// <remarks>Thread-safe. Timer callbacks run on the thread that calls <see cref="Advance(TimeSpan)"/>, in the order they fall due,
/// outside any lock. A timer armed with a due time of zero fires before the arming call returns. The monotonic clock
/// counts nanoseconds, as Linux does.</remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private const long NanosecondsPerTick = 1_000_000_000 / TimeSpan.TicksPerSecond;

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<Waiter> _waiters = [];
    private TimeSpan _now = TimeSpan.FromHours(1);
    private DateTimeOffset _utcBase = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _sequence;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000_000_000;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Monotonic time since an arbitrary start; never zero.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    /// <summary>Timers that would fire if time went on.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _armed.Count;
        }
    }

    /// <summary>Time until the next timer fires, or null when none is armed.</summary>
    public TimeSpan? NextDueIn
    {
        get
        {
            lock (_gate) return Earliest()?.DueAt - _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Now.Ticks * NanosecondsPerTick;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _utcBase + _now;
    }

    /// <summary>Moves both clocks on and fires every timer on the way, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(by.Ticks, nameof(by));
        MoveTo(Now + by);
    }

    /// <summary>Moves both clocks on by milliseconds.</summary>
    public void Advance(int milliseconds) => Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Moves on to the next armed timer and fires it, with all that fall due at the same time.</summary>
    /// <returns>False when no timer is armed.</returns>
    public bool AdvanceToNextTimer()
    {
        if (NextDueIn is not { } due) return false;
        Advance(due);
        return true;
    }

    /// <summary>Steps the wall clock alone, as time synchronisation does on a board without a clock.</summary>
    public void JumpWallClock(TimeSpan by)
    {
        lock (_gate) _utcBase += by;
    }

    /// <summary>Completes when at least this many timers are armed: the code under test is now waiting.</summary>
    public Task WhenArmedAsync(int atLeast) => WhenAsync(() => _armed.Count >= atLeast);

    /// <summary>Completes when a timer is armed that is due exactly so long from now.</summary>
    public Task WhenDueInAsync(TimeSpan due) => WhenAsync(() => _armed.Exists(t => t.DueAt - _now == due));

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void MoveTo(TimeSpan target)
    {
        while (true)
        {
            ManualTimer? due;
            lock (_gate)
            {
                due = Earliest();
                if (due is null || due.DueAt > target)
                {
                    if (target > _now) _now = target;
                    break;
                }

                if (due.DueAt > _now) _now = due.DueAt;
                _armed.Remove(due);
                if (due.Period > TimeSpan.Zero) Arm(due, _now + due.Period);
            }

            due.Fire();
        }

        Wake();
    }

    private ManualTimer? Earliest()
    {
        ManualTimer? first = null;
        foreach (var timer in _armed)
            if (first is null || (timer.DueAt, timer.Order).CompareTo((first.DueAt, first.Order)) < 0) first = timer;
        return first;
    }

    private void Arm(ManualTimer timer, TimeSpan dueAt)
    {
        timer.DueAt = dueAt;
        timer.Order = _sequence++;
        _armed.Add(timer);
    }

    private bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed) return false;
            _armed.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan) Arm(timer, _now + dueTime);
        }

        if (dueTime == TimeSpan.Zero) MoveTo(Now);
        Wake();
        return true;
    }

    private void Dispose(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _armed.Remove(timer);
        }
    }

    private Task WhenAsync(Func<bool> condition)
    {
        lock (_gate)
        {
            if (condition()) return Task.CompletedTask;
            var waiter = new Waiter(condition);
            _waiters.Add(waiter);
            return waiter.Source.Task;
        }
    }

    private void Wake()
    {
        lock (_gate)
            _waiters.RemoveAll(waiter => waiter.Condition() && waiter.Source.TrySetResult());
    }

    private sealed record Waiter(Func<bool> Condition)
    {
        public TaskCompletionSource Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public long Order { get; set; }

        public bool Disposed { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => owner.Change(this, dueTime, period);

        public void Fire() => callback(state);

        public void Dispose() => owner.Dispose(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
