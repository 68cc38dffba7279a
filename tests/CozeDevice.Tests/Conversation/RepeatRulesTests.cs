using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class RepeatRulesTests
{
    private readonly MachineBench _bench = new();

    [Fact]
    public void The_last_answer_is_heard_again_and_the_service_is_not_asked()
    {
        Repeat();

        Assert.Equal([new Hush(7), new Replay(7)], _bench.Effects);
        Speaking speaking = _bench.Phase<Speaking>();
        Assert.Equal((TurnKind.Repeat, true), (speaking.Kind, speaking.Complete));
        _bench.Started().Drained();
        Assert.IsType<Ready>(_bench.State.Turn);
        Assert.DoesNotContain(_bench.Effects, effect => effect is Send);
    }

    [Fact]
    public void A_press_ends_it_and_cancels_nothing()
    {
        Repeat();

        _bench.Do(new ButtonDown(8));

        Assert.Equal([new Hush(8), new OpenMic(8)], _bench.Effects);
    }

    [Fact]
    public void It_needs_no_link()
    {
        _bench.Drop();

        Repeat();

        _bench.Phase<Speaking>();
        _bench.Link(LinkState.Online).Drop();
        _bench.Phase<Speaking>();
    }

    [Fact]
    public void An_answer_that_is_heard_begins_anew_and_what_still_comes_of_it_is_cancelled()
    {
        _bench.To("speaking");

        _bench.Do(new RepeatRequested(7, HasAnswer: true));

        Assert.Equal([new Hush(7), new Send(new CancelChat()), new Replay(7)], _bench.Effects);
    }

    [Theory]
    [InlineData("listening")]
    [InlineData("finishing")]
    [InlineData("thinking")]
    [InlineData("acting")]
    public void While_a_turn_runs_it_is_refused(string phase)
    {
        _bench.To(phase);

        _bench.Do(new RepeatRequested(7, HasAnswer: true));

        Assert.Equal("busy", Assert.IsType<Refuse>(Assert.Single(_bench.Effects)).Error);
    }

    [Fact]
    public void Without_an_answer_it_is_refused()
    {
        _bench.Do(new RepeatRequested(7, HasAnswer: false));

        Assert.Equal("no_answer", Assert.IsType<Refuse>(Assert.Single(_bench.Effects)).Error);
        Assert.IsType<Ready>(_bench.State.Turn);
    }

    [Fact]
    public void A_fresh_context_is_asked_for_online_and_refused_offline()
    {
        _bench.Do(new ClearContextRequested());
        Assert.Contains(new Send(new ClearConversation()), _bench.Effects);

        _bench.Drop().Do(new ClearContextRequested());
        Assert.Equal("offline", Assert.IsType<Refuse>(Assert.Single(_bench.Effects)).Error);
    }

    private void Repeat() => _bench.Do(new RepeatRequested(7, HasAnswer: true));
}
