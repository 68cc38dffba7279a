namespace CozeDevice.Audio;

/// <summary>When the frames of a microphone that is not there are due: every 20 ms of an absolute schedule.</summary>
/// <remarks>A reader that is late catches up from what a sound card would have buffered (160 ms) and no more. Owned by one
/// thread.</remarks>
/// <param name="pacer">The clock. Disposed with this object.</param>
internal sealed class FramePace(IPacer pacer) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(AudioFormat.FrameMs);
    private static readonly TimeSpan Slack = 8 * Period;

    private TimeSpan _due = pacer.Now + Period;

    /// <summary>Blocks until the next frame is due.</summary>
    /// <returns>False if it was woken before.</returns>
    public bool Wait()
    {
        if (!pacer.WaitUntil(_due)) return false;
        var earliest = pacer.Now - Slack + Period;
        if (_due < earliest) _due = earliest;
        _due += Period;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        pacer.Wake();
        pacer.Dispose();
    }
}
