using System.Threading.Channels;

namespace CozeDevice.Conversation;

/// <summary>The device as the control socket and the terminal view see it.</summary>
/// <remarks>Every member may be called from any thread.</remarks>
public interface IDeviceControl
{
    /// <summary>Carries a command out within one dispatcher step.</summary>
    ValueTask<CommandResult> ExecuteAsync(DeviceCommand command, CancellationToken cancellationToken);

    /// <summary>The state now.</summary>
    DeviceSnapshot Snapshot();

    /// <summary>Starts a feed whose first event is a full <see cref="SnapshotEvent"/>. A reader that falls more than 1024
    /// events behind finds its channel completed.</summary>
    /// <returns>The events; dispose the subscription to end it.</returns>
    FeedSubscription Subscribe();
}

/// <summary>One reader of the event feed.</summary>
/// <param name="events">The events, in order.</param>
/// <param name="end">Ends the subscription.</param>
public sealed class FeedSubscription(ChannelReader<DeviceEvent> events, Action end) : IDisposable
{
    /// <summary>The events, in order, a snapshot first.</summary>
    public ChannelReader<DeviceEvent> Events { get; } = events;

    /// <inheritdoc/>
    public void Dispose() => end();
}
