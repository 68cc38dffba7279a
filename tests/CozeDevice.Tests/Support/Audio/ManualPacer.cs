using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A clock that stands still until a test moves it, or until the code waits for it: a wait jumps to its time.</summary>
internal sealed class ManualPacer : IPacer
{
    private bool _isWoken;

    public TimeSpan Now { get; set; }

    /// <summary>Times the code waited without a time limit: it was parked.</summary>
    public int Parks { get; private set; }

    /// <summary>The last time waited for.</summary>
    public TimeSpan LastDue { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Advance(int milliseconds) => Now += TimeSpan.FromMilliseconds(milliseconds);

    public bool WaitUntil(TimeSpan due)
    {
        LastDue = due;
        if (_isWoken && due > Now)
        {
            _isWoken = false;
            return false;
        }

        if (due == TimeSpan.MaxValue)
        {
            Parks++;
            return false;
        }

        if (due > Now) Now = due;
        return true;
    }

    public void Wake() => _isWoken = true;

    public void Dispose() => IsDisposed = true;
}
