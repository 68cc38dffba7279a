using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Link;

namespace CozeDevice.Conversation;

/// <summary>The one queue of everything that happens. Any thread writes, the dispatcher reads.</summary>
public sealed class Inbox
{
    // The dispatcher needs microseconds for one: this many waiting are a flood, not a burst.
    private const int MaxWaiting = 1024;

    // Not SingleReader: that kind cannot count.
    private readonly Channel<Input> _channel = Channel.CreateUnbounded<Input>();

    /// <summary>Makes an empty inbox.</summary>
    public Inbox()
    {
        Link = new InboxWriter<LinkNotice>(_channel.Writer, Enter);
        Audio = new InboxWriter<AudioNotice>(_channel.Writer, notice => new FromAudio(notice));
    }

    /// <summary>Where the link writes its news. Events of the wire are refused while too many inputs wait.</summary>
    public ChannelWriter<LinkNotice> Link { get; }

    /// <summary>Where the audio threads write theirs.</summary>
    public ChannelWriter<AudioNotice> Audio { get; }

    /// <summary>Where commands and timers write.</summary>
    internal ChannelWriter<Input> Writer => _channel.Writer;

    /// <summary>What the dispatcher reads.</summary>
    internal ChannelReader<Input> Reader => _channel.Reader;

    // What the link says of itself comes once per session and is never refused.
    private FromLink? Enter(LinkNotice notice) =>
        notice is WireEvent && _channel.Reader.Count >= MaxWaiting ? null : new FromLink(notice);
}
