using System.Threading.Channels;

namespace CozeDevice.Conversation;

/// <summary>Hands every event to every watcher. A watcher that falls behind is let go, never waited for.</summary>
/// <remarks>Safe from any thread.</remarks>
public sealed class EventFeed
{
    private const int Backlog = 1024;

    private readonly Lock _lock = new();
    private readonly List<Channel<DeviceEvent>> _watchers = [];

    /// <summary>Adds a watcher, whose first event is the snapshot.</summary>
    /// <param name="snapshot">Makes the snapshot; called under the lock, so that no event falls between.</param>
    public FeedSubscription Subscribe(Func<SnapshotEvent> snapshot)
    {
        Channel<DeviceEvent> channel = Channel.CreateBounded<DeviceEvent>(
            new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.Wait });
        lock (_lock)
        {
            channel.Writer.TryWrite(snapshot());
            _watchers.Add(channel);
        }
        return new FeedSubscription(channel.Reader, () => Remove(channel));
    }

    /// <summary>Tells every watcher.</summary>
    public void Publish(DeviceEvent deviceEvent)
    {
        lock (_lock)
        {
            for (int i = _watchers.Count - 1; i >= 0; i--)
            {
                if (_watchers[i].Writer.TryWrite(deviceEvent))
                    continue;
                _watchers[i].Writer.TryComplete();
                _watchers.RemoveAt(i);
            }
        }
    }

    private void Remove(Channel<DeviceEvent> channel)
    {
        lock (_lock)
            _watchers.Remove(channel);
        channel.Writer.TryComplete();
    }
}
