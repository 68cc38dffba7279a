using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Metrics;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Metrics;

public sealed class LinkClockTests
{
    private readonly ManualTimeProvider _time = new();
    private LinkStatus _status = new(LinkState.Starting);

    [Fact]
    public void A_dial_and_a_lost_link_are_timed_to_their_ends()
    {
        using var metrics = new DeviceMetrics();
        using var meter = new MeterReader(metrics);
        var clock = new LinkClock(_time, metrics);
        Move(clock, 0, new(LinkState.Connecting, Attempt: 1));
        Move(clock, 30, new(LinkState.Configuring, Attempt: 1));
        Move(clock, 10, new(LinkState.Online));
        Assert.False(metrics.Summaries().ContainsKey("reconnect"));

        Move(clock, 5_000, new(LinkState.Offline, OfflineReason.Closed));
        Move(clock, 200, new(LinkState.Connecting, Attempt: 2));
        Move(clock, 70, new(LinkState.Offline, OfflineReason.Dns));
        Move(clock, 500, new(LinkState.Connecting, Attempt: 3));
        Move(clock, 50, new(LinkState.Configuring, Attempt: 3));
        Move(clock, 10, new(LinkState.Online));

        Assert.Equal(new LatencySummary(1, 830, 830, 830, 830, 830), metrics.Summaries()["reconnect"]);
        LatencySummary dial = metrics.Summaries()["dial"];
        Assert.Equal((2, 30, 50), (dial.Count, dial.Min, dial.Max));
        // Outside, a failed dial is one with a reason, in seconds.
        Assert.Equal(
            [("", 0.03), ("error.type=dns", 0.07), ("", 0.05)], meter.Recorded("cozedevice.link.dial.duration"));
    }

    private void Move(LinkClock clock, int milliseconds, LinkStatus status)
    {
        _time.Advance(milliseconds);
        clock.Moved(_status, status);
        _status = status;
    }
}
