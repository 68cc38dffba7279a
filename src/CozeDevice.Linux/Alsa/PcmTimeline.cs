namespace CozeDevice.Linux.Alsa;

/// <summary>Where a running stream should be by the monotonic clock, to count what was lost when it stopped by itself.</summary>
/// <remarks>The library has time stamps of its own, but plug-ins do not fill them in and their layout differs between boards; a
/// pair of clock and position taken by us at every frame does for all. Positions lag, by the wake-up of the thread or by
/// the period of a device that counts in periods, and never lead; so the pair that leads most within a second is kept, and a
/// clock of the card that runs differently from ours moves it by less than a sample in that time.</remarks>
/// <param name="time">The clock.</param>
/// <param name="rate">Positions per second.</param>
internal sealed class PcmTimeline(TimeProvider time, int rate)
{
    private const double KeptSeconds = 1;
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(0.5);

    private long _at;
    private double _position;

    /// <summary>Whether there is a pair to go by.</summary>
    public bool IsSet { get; private set; }

    /// <summary>Where the stream should be.</summary>
    /// <param name="at">A time stamp of the clock.</param>
    public double Expected(long at) => _position + (time.GetElapsedTime(_at, at).TotalSeconds * rate);

    /// <summary>The time of a look that took until now, if it was short enough to mean something: a thread may be put aside between
    /// the clock and the device.</summary>
    /// <param name="before">The clock before the look.</param>
    /// <returns>The middle of the look, or null.</returns>
    public long? TimeOf(long before)
    {
        var after = time.GetTimestamp();
        return time.GetElapsedTime(before, after) > LongestLook ? null : before + ((after - before) / 2);
    }

    /// <summary>Takes a pair.</summary>
    /// <param name="at">A time stamp of the clock.</param>
    /// <param name="position">Where the stream was then.</param>
    public void Observe(long at, long position)
    {
        if (IsSet && position < Expected(at) && time.GetElapsedTime(_at, at).TotalSeconds < KeptSeconds) return;
        (_at, _position, IsSet) = (at, position, true);
    }

    /// <summary>The stream stands still on purpose; the next pair is a new beginning.</summary>
    public void Forget() => IsSet = false;
}
