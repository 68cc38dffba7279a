using System.Threading.Channels;

namespace CozeDevice.Conversation;

/// <summary>A channel writer that turns one kind of news into inputs of the one inbox, so that the layers below need not
/// know the conversation.</summary>
/// <param name="inbox">The inbox.</param>
/// <param name="wrap">Makes the input, or null where it is refused.</param>
internal sealed class InboxWriter<T>(ChannelWriter<Input> inbox, Func<T, Input?> wrap) : ChannelWriter<T>
{
    /// <inheritdoc/>
    public override bool TryWrite(T item) => wrap(item) is { } input && inbox.TryWrite(input);

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        inbox.WaitToWriteAsync(cancellationToken);
}
