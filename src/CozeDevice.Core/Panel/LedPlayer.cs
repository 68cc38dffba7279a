namespace CozeDevice.Panel;

/// <summary>Plays one pattern on one lamp. Switching is immediate; a steady pattern costs nothing.</summary>
/// <remarks><see cref="Play"/> may be called from any thread; the timer's calls and it exclude each other.</remarks>
public sealed class LedPlayer : IDisposable
{
    private static readonly TimeSpan RampFrame = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly ILed _led;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private LedPattern? _pattern;
    private bool _isDisposed;
    private long _began;

    /// <summary>Makes a player; the lamp is not touched before <see cref="Play"/>.</summary>
    /// <param name="led">The lamp.</param>
    /// <param name="time">Monotonic clock.</param>
    public LedPlayer(ILed led, TimeProvider time)
    {
        (_led, _time) = (led, time);
        _timer = time.CreateTimer(_ => Advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Switches to a pattern, from its beginning. The pattern that is playing already goes on.</summary>
    public void Play(LedPattern pattern)
    {
        lock (_lock)
        {
            if (_isDisposed || ReferenceEquals(pattern, _pattern))
                return;
            (_pattern, _began) = (pattern, _time.GetTimestamp());
            Advance();
        }
    }

    /// <summary>Stops and darkens the lamp.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer.Dispose();
            _pattern = null;
            _led.Show(0, 0);
        }
    }

    private void Advance()
    {
        lock (_lock)
        {
            if (_pattern is not { } pattern)
                return;
            TimeSpan elapsed = _time.GetElapsedTime(_began);
            _led.Show(pattern.Rgb, pattern.LevelAt(elapsed));
            _timer.Change(pattern.IsSteady ? Timeout.InfiniteTimeSpan : NextLook(pattern, elapsed), Timeout.InfiniteTimeSpan);
        }
    }

    // A millisecond past the edge: the look is never a rounding error before it.
    private static TimeSpan NextLook(LedPattern pattern, TimeSpan elapsed)
    {
        TimeSpan steady = pattern.SteadyFor(elapsed);
        return steady > TimeSpan.Zero ? steady + TimeSpan.FromMilliseconds(1) : RampFrame;
    }
}
