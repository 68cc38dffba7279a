using CozeDevice.Conversation;
using CozeDevice.Link;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class AnnounceRulesTests
{
    private readonly MachineBench _bench = new();

    [Fact]
    public void A_device_at_rest_that_nobody_signed_in_says_so_by_itself()
    {
        _bench.Link(LinkState.NeedAuth);
        _bench.Do(new AnnounceRequested(7));

        Assert.Equal([new Hush(7), new DropUtterance(7), new Silence(7), new PlayPrompt(7, PromptReason.NotAuthorised)], _bench.Effects);
        Assert.Equal((7, PromptReason.NotAuthorised), (_bench.Phase<Prompting>().Turn, _bench.Phase<Prompting>().Reason));
        _bench.Do(new ButtonDown(8));
        _bench.Phase<Listening>();
    }

    [Fact]
    public void What_was_being_said_before_there_was_a_code_is_said_anew()
    {
        _bench.Link(LinkState.NeedAuth);
        _bench.Do(new AnnounceRequested(7));
        _bench.Do(new AnnounceRequested(9));
        Assert.Equal(9, _bench.Phase<Prompting>().Turn);
    }

    [Fact]
    public void Nobody_who_speaks_is_interrupted()
    {
        _bench.Link(LinkState.NeedAuth);
        _bench.Do(new ButtonDown(7));
        _bench.Do(new AnnounceRequested(8));
        Assert.IsType<Refuse>(Assert.Single(_bench.Effects));
        _bench.Phase<Listening>();
    }

    [Fact]
    public void A_device_that_is_signed_in_has_nothing_to_say()
    {
        _bench.Do(new AnnounceRequested(7));
        Assert.IsType<Refuse>(Assert.Single(_bench.Effects));
        _bench.Phase<Ready>();
    }
}
