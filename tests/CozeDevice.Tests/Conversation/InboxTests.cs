using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class InboxTests
{
    [Fact]
    public void A_flood_of_wire_events_is_refused_while_the_link_itself_is_still_heard()
    {
        var inbox = new Inbox();
        var wire = new WireEvent(0, new ConversationCleared(), 0);
        int taken = 0;
        while (taken < 100_000 && inbox.Link.TryWrite(wire))
            taken++;

        Assert.InRange(taken, 100, 10_000);
        Assert.True(inbox.Link.TryWrite(new LinkChanged(new LinkStatus(LinkState.Offline))));
        Assert.True(inbox.Reader.TryRead(out _));
        Assert.True(inbox.Reader.TryRead(out _));
        Assert.True(inbox.Link.TryWrite(wire));
    }
}
