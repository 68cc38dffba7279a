using CozeDevice.Protocol;

namespace CozeDevice.Link;

/// <summary>What the link tells the conversation. Written to a channel, never called back.</summary>
public abstract record LinkNotice
{
    private protected LinkNotice() { }
}

/// <summary>The state of the link changed.</summary>
/// <param name="Status">The new state.</param>
public sealed record LinkChanged(LinkStatus Status) : LinkNotice;

/// <summary>A control event came.</summary>
/// <param name="Turn">The turn it belongs to, 0 where it belongs to none or to an older one.</param>
/// <param name="Event">The event.</param>
/// <param name="Timestamp">When it came, <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record WireEvent(int Turn, ServerEvent Event, long Timestamp) : LinkNotice;

/// <summary>The first audio of a turn's answer came.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Timestamp">When, <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record AudioArrived(int Turn, long Timestamp) : LinkNotice;

/// <summary>The first frame of an utterance went onto the socket.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Timestamp">When, <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record FirstAppendSent(int Turn, long Timestamp) : LinkNotice;

/// <summary><c>input_audio_buffer.complete</c> went onto the socket.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Timestamp">When, <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record CompleteSent(int Turn, long Timestamp) : LinkNotice;

/// <summary>A question in text (<c>conversation.message.create</c>) went onto the socket.</summary>
/// <param name="Timestamp">When, <see cref="TimeProvider.GetTimestamp"/>.</param>
public sealed record QuestionSent(long Timestamp) : LinkNotice;
