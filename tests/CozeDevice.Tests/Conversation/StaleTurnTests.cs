using CozeDevice.Link;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class StaleTurnTests
{
    [Fact]
    public void A_turn_that_ends_behind_the_beginning_of_a_newer_one_takes_nothing_from_it()
    {
        var gate = new ReplyGate(new ManualTimeProvider());
        gate.Begin(1, expecting: true);
        gate.Begin(2, expecting: true); // the service heard a voice

        gate.Begin(1, expecting: false); // the dispatcher still ends the turn before

        Assert.Equal(2, gate.Match("chat"));
    }
}
