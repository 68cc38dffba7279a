using CozeDevice.Audio;

namespace CozeDevice.Tests.Support.Audio;

/// <summary>A clock that stands still until a test moves it, or until the code waits for it: a wait jumps to its time, or to
/// what a test has planned to happen before, if that wakes it.</summary>
internal sealed class ManualPacer : IPacer
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _plans = new();
    private long _planned;
    private bool _isWoken;

    public TimeSpan Now { get; set; }

    /// <summary>Times the code waited without a time limit: it was parked.</summary>
    public int Parks { get; private set; }

    /// <summary>The last time waited for.</summary>
    public TimeSpan LastDue { get; private set; }

    /// <summary>Whether something is still planned.</summary>
    public bool HasPlans => _plans.Count > 0;

    public bool IsDisposed { get; private set; }

    public void Advance(int milliseconds) => Now += TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>Plans something to happen while the code waits. Plans of one time happen in the order they were made.</summary>
    public void At(TimeSpan time, Action happens) => _plans.Enqueue(happens, (time, _planned++));

    public bool WaitUntil(TimeSpan due)
    {
        LastDue = due;
        if (_isWoken && due > Now)
        {
            _isWoken = false;
            return false;
        }

        if (due > Now && Happened(due)) return false;
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

    private bool Happened(TimeSpan due)
    {
        while (_plans.TryPeek(out var happens, out var plan) && plan.At <= due)
        {
            _plans.Dequeue();
            if (plan.At > Now) Now = plan.At;
            happens();
            if (!_isWoken) continue;
            _isWoken = false;
            return true;
        }

        return false;
    }
}
