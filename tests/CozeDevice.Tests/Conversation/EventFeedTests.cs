using CozeDevice.Conversation;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class EventFeedTests
{
    private readonly EventFeed _feed = new();

    [Fact]
    public async Task A_watcher_gets_the_snapshot_first_then_everything_in_order()
    {
        using FeedSubscription watcher = Subscribe();
        _feed.Publish(new CaptionEvent("a"));
        _feed.Publish(new CaptionEvent("b"));

        Assert.IsType<SnapshotEvent>(await watcher.Events.ReadAsync().Within(5));
        Assert.Equal(new CaptionEvent("a"), await watcher.Events.ReadAsync().Within(5));
        Assert.Equal(new CaptionEvent("b"), await watcher.Events.ReadAsync().Within(5));
    }

    [Fact]
    public void A_watcher_that_falls_more_than_1024_behind_is_let_go_and_others_are_not()
    {
        using FeedSubscription slow = Subscribe();
        using FeedSubscription quick = Subscribe();

        for (int i = 0; i < 1023; i++) Publish();
        while (quick.Events.TryRead(out _)) { }
        Assert.Equal(1024, slow.Events.Count);
        Publish();
        Publish();

        while (slow.Events.TryRead(out _)) { }
        Assert.True(slow.Events.Completion.IsCompletedSuccessfully);
        Assert.Equal(2, quick.Events.Count);
        Assert.False(quick.Events.Completion.IsCompleted);
    }

    [Fact]
    public void A_watcher_that_left_is_told_nothing()
    {
        FeedSubscription watcher = Subscribe();
        watcher.Dispose();

        _feed.Publish(new CaptionEvent("a"));

        Assert.Equal(1, watcher.Events.Count);
    }

    private void Publish() => _feed.Publish(new CaptionEvent("x"));

    private FeedSubscription Subscribe() => _feed.Subscribe(static () => new SnapshotEvent(new DeviceSnapshot(
        new LinkView("online", null, 0), new TurnView("ready", 0, null), new LedView("ready", "#000000"), 50, false, [],
        new DeviceStats(new Dictionary<string, long>(), new Dictionary<string, double>()))));
}
