using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

/// <summary>A kiosk forgets what one customer said before the next one comes.</summary>
public sealed class ContextRulesTests
{
    private readonly MachineBench _bench = new(clearAfterIdle: TimeSpan.FromSeconds(30));

    [Fact]
    public void After_a_turn_and_the_time_of_rest_the_context_is_cleared_once()
    {
        Turn();
        Assert.Empty(_bench.Wait(29.9).Effects.OfType<Send>());

        Assert.IsType<ClearConversation>(Assert.Single(_bench.Wait(0.2).Effects.OfType<Send>()).Event);
        Assert.Empty(_bench.Wait(3600).Effects.OfType<Send>());
    }

    [Fact]
    public void Who_comes_back_in_time_goes_on()
    {
        Turn();
        _bench.Wait(29);
        Turn();

        Assert.Empty(_bench.Wait(29).Effects.OfType<Send>());
        Assert.Single(_bench.Wait(2).Effects.OfType<Send>());
    }

    [Fact]
    public void Without_a_link_it_waits_for_one_and_does_not_spin()
    {
        Turn();
        _bench.Link(LinkState.Offline);
        Assert.Null(_bench.State.Due);
        Assert.Empty(_bench.Wait(100).Effects.OfType<Send>());

        _bench.Link(LinkState.Online);

        Assert.Contains(_bench.Effects, static effect => effect is Send { Event: ClearConversation });
    }

    [Fact]
    public void Who_comes_while_it_is_overdue_is_not_answered_with_what_the_one_before_said()
    {
        Turn();
        _bench.Link(LinkState.Offline);
        _bench.Wait(100);

        _bench.Press();

        Assert.Contains(new ForgetConversation(), _bench.Effects);
        Assert.Null(_bench.State.ContextDue);
    }

    [Fact]
    public void Where_it_is_not_wanted_nothing_is_ever_cleared()
    {
        var bench = new MachineBench();
        bench.Do(new CancelRequested(1));

        Assert.Empty(bench.Wait(100_000).Effects.OfType<Send>());
        Assert.Null(bench.State.ContextDue);
    }

    private void Turn()
    {
        _bench.Press();
        _bench.Release();
        Assert.IsType<Ready>(_bench.State.Turn);
    }
}
