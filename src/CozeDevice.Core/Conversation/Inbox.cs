using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Link;

namespace CozeDevice.Conversation;

/// <summary>The one queue of everything that happens. Any thread writes, the dispatcher reads.</summary>
public sealed class Inbox
{
    private readonly Channel<Input> _channel = Channel.CreateUnbounded<Input>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Makes an empty inbox.</summary>
    public Inbox()
    {
        Link = new InboxWriter<LinkNotice>(_channel.Writer, notice => new FromLink(notice));
        Audio = new InboxWriter<AudioNotice>(_channel.Writer, notice => new FromAudio(notice));
    }

    /// <summary>Where the link writes its news.</summary>
    public ChannelWriter<LinkNotice> Link { get; }

    /// <summary>Where the audio threads write theirs.</summary>
    public ChannelWriter<AudioNotice> Audio { get; }

    /// <summary>Where commands and timers write.</summary>
    internal ChannelWriter<Input> Writer => _channel.Writer;

    /// <summary>What the dispatcher reads.</summary>
    internal ChannelReader<Input> Reader => _channel.Reader;
}
