namespace CozeDevice.Audio;

/// <summary>A monotonic clock one thread can block on until a time comes or somebody wakes it.</summary>
/// <remarks>One thread waits; any thread may wake it. A wake that comes before the wait is not lost: the next wait returns
/// at once.</remarks>
public interface IPacer : IDisposable
{
    /// <summary>Time since an arbitrary start.</summary>
    TimeSpan Now { get; }

    /// <summary>Blocks until a time or a wake, whichever is first.</summary>
    /// <param name="due">On the clock of <see cref="Now"/>; <see cref="TimeSpan.MaxValue"/> waits for a wake alone.</param>
    /// <returns>True when the time has come, false when woken before.</returns>
    bool WaitUntil(TimeSpan due);

    /// <summary>Ends the wait that runs, or the next one.</summary>
    void Wake();
}
