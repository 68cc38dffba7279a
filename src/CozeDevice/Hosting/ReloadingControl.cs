using CozeDevice.Conversation;

namespace CozeDevice.Hosting;

/// <summary>The device as others see it, with the one command that is not the dispatcher's.</summary>
/// <param name="inner">The dispatcher.</param>
/// <param name="reloader">Reads the configuration again.</param>
internal sealed class ReloadingControl(IDeviceControl inner, Reloader reloader) : IDeviceControl
{
    /// <inheritdoc/>
    public ValueTask<CommandResult> ExecuteAsync(DeviceCommand command, CancellationToken cancellationToken) =>
        command is ReloadCommand ? new(reloader.ReloadAsync(cancellationToken)) : inner.ExecuteAsync(command, cancellationToken);

    /// <inheritdoc/>
    public DeviceSnapshot Snapshot() => inner.Snapshot();

    /// <inheritdoc/>
    public FeedSubscription Subscribe() => inner.Subscribe();
}
