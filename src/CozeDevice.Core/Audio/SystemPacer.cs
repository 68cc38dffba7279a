namespace CozeDevice.Audio;

/// <summary>The machine's monotonic clock and an event.</summary>
/// <remarks>Waits are rounded up to whole milliseconds; against an absolute schedule that is lateness, not drift.</remarks>
/// <param name="time">The clock.</param>
public sealed class SystemPacer(TimeProvider time) : IPacer
{
    private readonly AutoResetEvent _wake = new(false);
    private readonly long _start = time.GetTimestamp();

    /// <inheritdoc/>
    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <inheritdoc/>
    public bool WaitUntil(TimeSpan due)
    {
        if (due == TimeSpan.MaxValue)
        {
            _wake.WaitOne();
            return false;
        }

        while (true)
        {
            var left = due - Now;
            if (left <= TimeSpan.Zero) return true;
            if (_wake.WaitOne((int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue))) return Now >= due;
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        try
        {
            _wake.Set();
        }
        catch (ObjectDisposedException)
        {
            // Who waited is gone, and with it the reason to wake it: late audio may arrive while the program stops.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}
