using CozeDevice.Panel;

namespace CozeDevice.Linux.Input;

/// <summary>From raw edges to moves: every move is another than the last, bounces are none. Pure: no clock, no device.</summary>
/// <remarks>With a quiet time of zero, each edge that changes the level is a move; the kernel has debounced. Otherwise a level is
/// believed when it has lasted that long, and moves carry the time at which it had, as those of the kernel do. An edge is never
/// thrown away: it begins a new wait, so neither a held press nor a release can be lost.</remarks>
/// <param name="quiet">How long a level must last, in ticks of <see cref="TimeProvider.GetTimestamp"/>; 0 to believe every edge.</param>
internal sealed class ContactTrack(long quiet)
{
    private bool _told;
    private bool _level;
    private long _since;

    /// <summary>When the level will have lasted long enough, or null.</summary>
    public long? Due => _level != _told ? _since + quiet : null;

    /// <summary>Begins with a level that is believed.</summary>
    /// <param name="level">The level.</param>
    /// <param name="now">When it was read.</param>
    public void Start(bool level, long now) => (_told, _level, _since) = (level, level, now);

    /// <summary>An edge.</summary>
    /// <param name="level">The level behind it.</param>
    /// <param name="timestamp">When.</param>
    /// <param name="listener">Told if something moved.</param>
    /// <returns>False if the level was this already: an edge between is missing, and the level should be asked for.</returns>
    public bool Edge(bool level, long timestamp, IContactListener listener)
    {
        timestamp = Math.Max(timestamp, _since);
        // What had lasted long enough before this edge is believed, however late the edges are read.
        Pass(timestamp, listener);
        bool isNew = level != _level;
        (_level, _since) = (level, timestamp);
        Pass(timestamp, listener);
        return isNew;
    }

    /// <summary>The level as it is now, whatever the edges said.</summary>
    /// <param name="level">The level.</param>
    /// <param name="now">When it was read.</param>
    /// <param name="listener">Told if something moved.</param>
    public void Settle(bool level, long now, IContactListener listener)
    {
        Pass(now, listener);
        if (level != _level)
            Edge(level, now, listener);
    }

    /// <summary>Time passed.</summary>
    /// <param name="now">Now.</param>
    /// <param name="listener">Told if something moved.</param>
    public void Pass(long now, IContactListener listener)
    {
        if (Due is not { } due || now < due)
            return;
        _told = _level;
        listener.Moved(_told, due);
    }
}
