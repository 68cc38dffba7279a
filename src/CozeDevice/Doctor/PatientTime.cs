namespace CozeDevice.Doctor;

/// <summary>Time whose limits count waiting, not computing: a timer that is due fires later by what this process has computed since it was
/// set.</summary>
/// <remarks>On a slow board, and far more so in an emulator, a doctor that has just been started computes for seconds (its code is compiled at
/// first use); that is no device that hangs and no service that is silent. Whatever hangs computes nothing, so it is found as early as
/// ever; whatever computes without an end is found after <see cref="Most"/> times its limit.</remarks>
/// <param name="inner">The time itself.</param>
/// <param name="computed">The processor time this process has taken so far.</param>
internal sealed class PatientTime(TimeProvider inner, Func<TimeSpan> computed) : TimeProvider
{
    /// <summary>How many times a limit a timer waits at most.</summary>
    public const int Most = 5;

    // Less is not worth another round.
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan) return inner.CreateTimer(callback, state, dueTime, period); // a rhythm is no limit
        var timer = new PatientTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class PatientTimer : ITimer
    {
        private readonly PatientTime _time;
        private readonly ITimer _inner;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly Lock _gate = new();

        private TimeSpan _due = Timeout.InfiniteTimeSpan;
        private TimeSpan _computed;
        private long _set;

        public PatientTimer(PatientTime time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _inner = time.Inner.CreateTimer(static timer => ((PatientTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                (_due, _computed, _set) = (dueTime, _time.Computed(), _time.GetTimestamp());
                return _inner.Change(dueTime, period);
            }
        }

        public void Dispose() => _inner.Dispose();

        public ValueTask DisposeAsync() => _inner.DisposeAsync();

        private void Fire()
        {
            lock (_gate)
            {
                TimeSpan longest = _due * Most;
                TimeSpan patience = _due + (_time.Computed() - _computed);
                TimeSpan left = (patience < longest ? patience : longest) - _time.GetElapsedTime(_set);
                if (left > Little)
                {
                    _inner.Change(left, Timeout.InfiniteTimeSpan);
                    return;
                }
            }

            _callback(_state);
        }
    }

    private TimeProvider Inner => inner;

    private TimeSpan Computed() => computed();
}
