namespace CozeDevice.Panel;

/// <summary>What the edges of a contact tell of its bouncing, and how long to wait for it. Pure.</summary>
/// <remarks>Edges that follow each other within <see cref="BurstGap"/> are one move of the contact: fingers are slower.</remarks>
public sealed class BounceStatistics
{
    /// <summary>The longest time between two edges of one move.</summary>
    public static readonly TimeSpan BurstGap = TimeSpan.FromMilliseconds(40);

    // Contacts grow worse with age: half as much again, and whole milliseconds.
    private const double Reserve = 1.5;
    private const int DefaultMs = 5;
    private const int MaxMs = 60;

    private TimeSpan? _last;
    private TimeSpan _burstStart;

    /// <summary>Edges in all.</summary>
    public int Edges { get; private set; }

    /// <summary>Moves of the contact: a press is one, a release is one.</summary>
    public int Moves { get; private set; }

    /// <summary>Edges that were only bouncing.</summary>
    public int Bounces => Edges - Moves;

    /// <summary>The shortest time between two edges of one move, or null without bounces.</summary>
    public TimeSpan? MinInterval { get; private set; }

    /// <summary>The longest time between two edges of one move: what debouncing must outlast. Null without bounces.</summary>
    public TimeSpan? MaxInterval { get; private set; }

    /// <summary>The longest time from the first to the last edge of one move.</summary>
    public TimeSpan LongestBurst { get; private set; }

    /// <summary>What <c>Button:DebounceMs</c> should be for this contact.</summary>
    public int SuggestedDebounceMs => MaxInterval is { } longest
        ? Math.Clamp((int)Math.Ceiling(longest.TotalMilliseconds * Reserve), 1, MaxMs)
        : DefaultMs;

    /// <summary>An edge.</summary>
    /// <param name="at">When, not before the last.</param>
    /// <returns>The time since the edge before, or null for the first.</returns>
    public TimeSpan? Add(TimeSpan at)
    {
        TimeSpan? since = at - _last;
        _last = at;
        Edges++;
        if (since is not { } interval || interval > BurstGap)
        {
            Moves++;
            _burstStart = at;
            return since;
        }
        if (!(MinInterval <= interval))
            MinInterval = interval;
        if (!(MaxInterval >= interval))
            MaxInterval = interval;
        if (at - _burstStart > LongestBurst)
            LongestBurst = at - _burstStart;
        return since;
    }
}
