using Microsoft.Extensions.Logging;

namespace CozeDevice.Panel;

/// <summary>Plays one pattern on one LED. Switching is immediate; a steady pattern costs nothing, not even a wake-up.</summary>
/// <remarks><see cref="Play"/> may be called from any thread and never touches the LED: it sets the pattern and makes the timer
/// due. The LED is opened and written on the timer's thread, by one call at a time, so a slow bus or a hung driver delays the LED
/// and nothing else. An LED that does not work is tried again for as long as it takes.</remarks>
public sealed class LedPlayer : IDisposable
{
    /// <summary>How long after a failure the LED is tried again.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(0.3); // of the 2 s a SIGTERM has in all

    private readonly Lock _lock = new();
    private readonly Func<ILed> _open;
    private readonly LedSettings _settings;
    private readonly LedPattern _ready;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly ManualResetEventSlim _idle = new(initialState: true);

    // Guarded by the lock.
    private LedPattern? _pattern;
    private long _began;
    private bool _isDrawing;
    private bool _isStale; // the pattern changed while the LED was written
    private bool _isDisposed;

    // Used by whoever draws.
    private ILed? _led;
    private LedLight[] _pixels = [];
    private LedPattern? _drawn;
    private double _loudness;
    private string? _problem;
    private bool _wasOpen;
    private bool _isMissed;

    /// <summary>Makes a player; the LED is not opened before <see cref="Play"/>.</summary>
    /// <param name="open">Opens the LED; throws <see cref="LedException"/> when it cannot.</param>
    /// <param name="settings">How bright.</param>
    /// <param name="time">Monotonic clock.</param>
    /// <param name="logger">Told when the LED goes and comes.</param>
    public LedPlayer(Func<ILed> open, LedSettings settings, TimeProvider time, ILogger logger)
    {
        (_open, _settings, _time, _logger) = (open, settings, time, logger);
        _ready = settings.Ready > 0 ? LedPatterns.Glow(settings.Ready) : LedPatterns.Ready;
        _timer = time.CreateTimer(_ => Draw(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells the microphone's level in decibels below full scale, or null. Called 25 times a second while a colour LED
    /// shows a pattern that follows it, on the timer's thread.</summary>
    public Func<float>? Level { get; init; }

    /// <summary>Whether nobody asked for this LED: a default that a machine may lack. It is then missed without a word too many.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Told when the LED stops (false) or starts (true) to work, on the timer's thread; it must not block.</summary>
    public Action<bool>? HealthChanged { get; init; }

    /// <summary>Switches to a pattern, from its beginning. The pattern that is playing already goes on.</summary>
    /// <param name="pattern">The pattern.</param>
    public void Play(LedPattern pattern)
    {
        LedPattern shown = ReferenceEquals(pattern, LedPatterns.Ready) ? _ready : pattern;
        lock (_lock)
        {
            if (_isDisposed || ReferenceEquals(shown, _pattern))
                return;
            (_pattern, _began) = (shown, _time.GetTimestamp());
            if (_isDrawing)
            {
                _isStale = true;
                return;
            }
        }
        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops, darkens the LED and gives it back. Waits a moment for a write that is under way, not for ever.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            (_isDisposed, _pattern) = (true, null);
        }
        _timer.Dispose();
        if (!_idle.Wait(StopLimit))
        {
            PanelLog.LedNotDarkened(_logger, "its driver does not answer");
            return;
        }
        Close();
        _idle.Dispose();
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_isDrawing || _isDisposed)
                return;
            _isDrawing = true;
            _idle.Reset();
        }
        while (true)
        {
            TimeSpan next = DrawOnce();
            lock (_lock)
            {
                if (_isStale && !_isDisposed)
                {
                    _isStale = false;
                    continue;
                }
                _isDrawing = false;
                if (!_isDisposed)
                    _timer.Change(next, Timeout.InfiniteTimeSpan);
                _idle.Set();
                return;
            }
        }
    }

    /// <returns>When to draw again.</returns>
    private TimeSpan DrawOnce()
    {
        LedPattern pattern;
        TimeSpan elapsed;
        lock (_lock)
        {
            if (_pattern is null)
                return Timeout.InfiniteTimeSpan;
            (pattern, elapsed) = (_pattern, _time.GetElapsedTime(_began));
        }
        try
        {
            ILed led = _led ??= Open();
            TimeSpan steady = LedPainter.Paint(pattern, led.Traits, _settings, elapsed, Listen(pattern, led.Traits), _pixels);
            led.Show(_pixels);
            Works();
            // A millisecond past the edge: the look is never a rounding error before it.
            return steady == Timeout.InfiniteTimeSpan || steady == LedPainter.Picture ? steady : steady + TimeSpan.FromMilliseconds(1);
        }
        catch (LedException e) when (IsOptional && e.IsMissing && !_wasOpen)
        {
            Miss(e.Message);
            return Timeout.InfiniteTimeSpan; // the next pattern looks again
        }
        catch (LedException e)
        {
            Lost(e.Message);
            return Retry;
        }
        catch (Exception e)
        {
            // A defect of ours in a driver: it must not end the process from a timer, nor be repeated for ever.
            PanelLog.LedFailed(_logger, e);
            Lost(e.Message);
            return Timeout.InfiniteTimeSpan;
        }
    }

    private ILed Open()
    {
        ILed led = _open();
        _wasOpen = true;
        if (_pixels.Length != led.Traits.Pixels)
            _pixels = new LedLight[led.Traits.Pixels];
        return led;
    }

    private double? Listen(LedPattern pattern, LedTraits traits)
    {
        if (!ReferenceEquals(pattern, _drawn))
            (_drawn, _loudness) = (pattern, 0);
        if (Level is null || !LedPainter.Follows(pattern, traits))
            return null;
        return _loudness = Loudness.Next(_loudness, Level());
    }

    private void Works()
    {
        if (_problem is null)
            return;
        _problem = null;
        PanelLog.LedBack(_logger);
        HealthChanged?.Invoke(true);
    }

    private void Miss(string problem)
    {
        if (!_isMissed)
            PanelLog.NoLed(_logger, problem);
        _isMissed = true;
    }

    private void Lost(string problem)
    {
        _led?.Dispose();
        _led = null;
        if (problem != _problem)
            PanelLog.LedLost(_logger, problem, Retry.TotalSeconds);
        if (_problem is null)
            HealthChanged?.Invoke(false);
        _problem = problem;
    }

    private void Close()
    {
        if (_led is not { } led)
            return;
        try
        {
            Array.Clear(_pixels);
            led.Show(_pixels);
        }
        catch (LedException e)
        {
            PanelLog.LedNotDarkened(_logger, e.Message);
        }
        led.Dispose();
        _led = null;
    }
}
