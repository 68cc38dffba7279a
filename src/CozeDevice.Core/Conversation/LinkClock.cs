using CozeDevice.Link;
using CozeDevice.Metrics;

namespace CozeDevice.Conversation;

/// <summary>How long dials take, and how long a lost link stays away. Owned by the dispatcher.</summary>
/// <param name="time">Monotonic clock.</param>
/// <param name="metrics">Where it goes, or null.</param>
internal sealed class LinkClock(TimeProvider time, DeviceMetrics? metrics)
{
    private long _dialled;
    private long? _lost;

    /// <summary>The link moved.</summary>
    /// <param name="before">Where it was.</param>
    /// <param name="after">Where it is.</param>
    public void Moved(LinkStatus before, LinkStatus after)
    {
        if (metrics is null)
            return;
        long now = time.GetTimestamp();
        if (before.State == LinkState.Connecting && after.State != LinkState.Connecting)
            Dialled(metrics.Latency(MetricNames.Dial), time.GetElapsedTime(_dialled, now), after);
        if (before.State == LinkState.Online && after.State != LinkState.Online)
            _lost = now;
        if (after.State == LinkState.Connecting)
            _dialled = now;
        if (after.State == LinkState.Online && _lost is { } lost)
        {
            metrics.Latency(MetricNames.Reconnect).Record(time.GetElapsedTime(lost, now));
            _lost = null;
        }
    }

    private static void Dialled(LatencyMeasure dial, TimeSpan took, LinkStatus after)
    {
        if (after.State is LinkState.Configuring or LinkState.Online)
            dial.Record(took);
        else
            dial.RecordFailure(took, StateNames.ViewOf(after).Reason ?? StateNames.ViewOf(after).State);
    }
}
