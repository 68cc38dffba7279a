namespace CozeDevice.Account;

/// <summary>A point in time on both clocks of a board: the one that can jump and the one that starts at every boot.</summary>
/// <param name="Wall">The clock people read.</param>
/// <param name="Monotonic">Since the boot; shared by all processes.</param>
/// <param name="Boot">Which boot, from the kernel; empty when it is not known.</param>
public readonly record struct Moment(DateTimeOffset Wall, TimeSpan Monotonic, string Boot)
{
    /// <summary>Now.</summary>
    /// <param name="time">Both clocks.</param>
    /// <param name="boot">Which boot.</param>
    public static Moment Now(TimeProvider time, string boot) =>
        new(time.GetUtcNow(), time.GetElapsedTime(0, time.GetTimestamp()), boot);

    /// <summary>How much of a lifetime is left, by whichever clock says less. Zero when neither can be believed.</summary>
    /// <param name="lifetime">The lifetime that began here.</param>
    /// <param name="now">Now.</param>
    public TimeSpan Left(TimeSpan lifetime, Moment now)
    {
        TimeSpan byWall = now.Wall - Wall;
        bool isSameBoot = Boot.Length > 0 && now.Boot == Boot;
        // A wall clock from before the beginning was set back: only the other one knows the age.
        TimeSpan age = (isSameBoot, byWall < TimeSpan.Zero) switch
        {
            (true, true) => now.Monotonic - Monotonic,
            (true, false) => Max(byWall, now.Monotonic - Monotonic),
            (false, true) => lifetime,
            (false, false) => byWall,
        };
        TimeSpan left = lifetime - age;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
