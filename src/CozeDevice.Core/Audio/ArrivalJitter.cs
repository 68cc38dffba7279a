namespace CozeDevice.Audio;

/// <summary>How late the deltas of recent answers came, measured against a steady play-out line, and the sound that must wait so
/// that the latest of them is still in time.</summary>
/// <remarks>
/// <para>A delta whose sound begins at media time m and that arrives at a has the offset a − m; a player that started at S plays
/// without a gap as long as no offset exceeds S. How late a delta is, is therefore its offset above the line a player could be
/// on: the earliest offset of the last seconds, but at most <see cref="Lead"/> ahead of the first delta, because a stream that
/// runs far ahead of its player (a burst, a fast service) is not late when it slows down. A player that was held up goes on
/// later, so a stall of the service moves the line.</para>
/// <para>It keeps the worst of a window, not a percentile: at fifty deltas a second, what is later than the 95th is late every
/// 0.4 s. The worst of a short observation is not yet the worst of ten minutes; for an exponential tail it grows with the
/// logarithm of the number of deltas, and that is by how much it is taken higher. Windows end with the answer or after ten
/// seconds, and the last few are remembered: so it decays with clean answers.</para>
/// <para>Pure: time comes with each call. Not safe for several threads. Allocates nothing after construction.</para>
/// </remarks>
internal sealed class ArrivalJitter
{
    /// <summary>A delta later than this is a pause of who is talking, not jitter: the line begins again, nothing is learnt.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int Windows = 6; // closed ones, beside the open one
    private const int FewDeltas = 8;
    private const double MaxGrowth = 3;

    private static readonly TimeSpan WindowSpan = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LowSpan = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(100); // the first delta may itself be that late
    private static readonly TimeSpan Reach = TimeSpan.FromMilliseconds(PrebufferPolicy.MaxMs);
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(AudioFormat.FrameMs);
    private static readonly double DeltasAhead = Math.Log(TimeSpan.FromMinutes(10) / Frame);

    private readonly Window[] _closed = new Window[Windows];
    private int _next; // the closed window that is replaced next
    private Window _open;
    private bool _hasLine;
    private TimeSpan _line; // offset of a player that began with the first delta and was held up by late ones
    private TimeSpan _low; // earliest offset since _lowSince
    private TimeSpan _lowBefore; // earliest offset of the span before
    private TimeSpan _lowSince;
    private TimeSpan _last; // arrival before

    /// <summary>The latest delta of the windows remembered, in milliseconds; 0 when none was late.</summary>
    public int WorstMs
    {
        get
        {
            var worst = _open.Worst;
            foreach (var window in _closed)
            {
                if (window.Worst > worst) worst = window.Worst;
            }

            return Math.Max(0, Milliseconds(worst));
        }
    }

    /// <summary>The sound that should wait before a stream starts or goes on, in milliseconds; 0 while nothing is known.</summary>
    public int DemandMs
    {
        get
        {
            var seen = _open.Span;
            foreach (var window in _closed) seen += window.Span;
            var growth = Math.Min(MaxGrowth, Math.Max(1, DeltasAhead / Math.Log(Math.Max(FewDeltas, seen / Frame))));
            var demand = _open.Demand(growth);
            foreach (var window in _closed)
            {
                var other = window.Demand(growth);
                if (other > demand) demand = other;
            }

            return Math.Max(0, Milliseconds(demand));
        }
    }

    /// <summary>Another stream begins.</summary>
    public void Begin()
    {
        Close();
        _hasLine = false;
    }

    /// <summary>A delta of the stream arrived.</summary>
    /// <param name="at">When, on a monotonic clock.</param>
    /// <param name="media">The sound of the stream before it.</param>
    /// <param name="length">Its own sound.</param>
    public void Arrived(TimeSpan at, TimeSpan media, TimeSpan length)
    {
        var offset = at - media;
        if (!_hasLine)
        {
            StartLine(at, offset);
            return;
        }

        var low = _low < _lowBefore ? _low : _lowBefore;
        var ahead = _line - Lead;
        var late = offset - (low > ahead ? low : ahead);
        if (late > Pause)
        {
            Close();
            StartLine(at, offset);
            return;
        }

        // While the stream is far ahead of its player, time proves nothing.
        var proven = low >= ahead ? at - _last : TimeSpan.Zero;
        _last = at;
        FollowLow(at, offset);
        if (offset - Reach > _line) _line = offset - Reach;
        _open = _open.With(late, length, proven);
        if (_open.Span > WindowSpan) Close();
    }

    private void StartLine(TimeSpan at, TimeSpan offset)
    {
        _hasLine = true;
        _line = _low = offset;
        _lowBefore = TimeSpan.MaxValue;
        _lowSince = _last = at;
    }

    private void FollowLow(TimeSpan at, TimeSpan offset)
    {
        if (at - _lowSince > LowSpan)
        {
            (_lowBefore, _low) = (_low, offset);
            _lowSince = at;
        }
        else if (offset < _low)
        {
            _low = offset;
        }
    }

    private void Close()
    {
        if (_open.IsEmpty) return;
        _closed[_next] = _open;
        _next = (_next + 1) % Windows;
        _open = default;
    }

    private static int Milliseconds(TimeSpan time) => (int)Math.Ceiling(time.TotalMilliseconds);

    /// <summary>What was seen in one stretch of one answer; empty by default.</summary>
    /// <param name="IsUsed">Whether a second delta came.</param>
    /// <param name="Worst">The latest delta; negative if all came early.</param>
    /// <param name="Longest">The longest delta.</param>
    /// <param name="Span">The time in which a late delta would have been noticed.</param>
    private readonly record struct Window(bool IsUsed, TimeSpan Worst, TimeSpan Longest, TimeSpan Span)
    {
        public bool IsEmpty => !IsUsed;

        public Window With(TimeSpan late, TimeSpan length, TimeSpan proven) => new(
            true,
            IsUsed && Worst > late ? Worst : late,
            length > Longest ? length : Longest,
            Span + proven);

        // A player on the line has one delta less in hand than waits, and needs a frame to bridge a gap without a click.
        public TimeSpan Demand(double growth) =>
            IsEmpty ? TimeSpan.Zero : Longest + Frame + (Worst > TimeSpan.Zero ? growth * Worst : Worst);
    }
}
