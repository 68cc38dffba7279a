namespace CozeDevice.Tests.Support;

/// <summary>The real clocks, with timers of exactly one length that fire almost at once: for a wait in the middle of much that must
/// keep its real limits.</summary>
/// <param name="length">The length that is cut short.</param>
internal sealed class HastyTime(TimeSpan length) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == length ? TimeSpan.FromMilliseconds(10) : dueTime, period);
}
