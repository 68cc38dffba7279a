using System.Collections.Immutable;
using System.Threading.Channels;
using CozeDevice.Conversation;

namespace CozeDevice.Tests.Control;

/// <summary>A device that does nothing but remember what it was asked, and tell what it is told to tell.</summary>
internal sealed class FakeDevice : IDeviceControl
{
    private readonly Lock _gate = new();
    private ImmutableList<Channel<DeviceEvent>> _feeds = [];

    public DeviceSnapshot State { get; set; } = new(
        new("online", null, 0),
        new("ready", 3, null),
        new("ready", "#000000"),
        70,
        false,
        [],
        new(
            new Dictionary<string, long> { ["frames_sent"] = 12 },
            new Dictionary<string, double> { ["press_to_append"] = 4.5 }));

    public CommandResult Answer { get; set; }

    public Exception? Failure { get; set; }

    public ImmutableList<DeviceCommand> Commands { get; private set; } = [];

    public int Watchers => _feeds.Count;

    /// <summary>Completes when somebody watches.</summary>
    public TaskCompletionSource Watched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set to keep commands waiting.</summary>
    public Task? Hold { get; set; }

    public async ValueTask<CommandResult> ExecuteAsync(DeviceCommand command, CancellationToken cancellationToken)
    {
        lock (_gate) Commands = Commands.Add(command);
        if (Failure is not null) throw Failure;
        if (Hold is not null) await Hold.WaitAsync(cancellationToken);
        return Answer;
    }

    public DeviceSnapshot Snapshot() => State;

    public FeedSubscription Subscribe()
    {
        var feed = Channel.CreateBounded<DeviceEvent>(1024);
        feed.Writer.TryWrite(new SnapshotEvent(State) { At = 1 });
        lock (_gate) _feeds = _feeds.Add(feed);
        Watched.TrySetResult();
        return new(feed.Reader, () =>
        {
            lock (_gate) _feeds = _feeds.Remove(feed);
        });
    }

    public void Tell(DeviceEvent deviceEvent)
    {
        foreach (var feed in _feeds)
            if (!feed.Writer.TryWrite(deviceEvent)) feed.Writer.TryComplete();
    }

    public void EndFeeds()
    {
        foreach (var feed in _feeds) feed.Writer.TryComplete();
    }
}
