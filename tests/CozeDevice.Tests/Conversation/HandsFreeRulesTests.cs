using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class HandsFreeRulesTests
{
    private readonly MachineBench _bench = new(TurnMode.ServerVad);

    [Fact]
    public void The_stream_is_open_while_online()
    {
        Assert.Equal([new HandsFreeStream(true)], _bench.Effects);
        Assert.Equal([new HandsFreeStream(false)], _bench.Drop().Effects);
        Assert.Equal([new HandsFreeStream(true)], _bench.Link(LinkState.Online).Effects);
    }

    [Fact]
    public void Mute_closes_the_stream_and_unmute_opens_it()
    {
        Assert.Equal([new SetMuted(true), new HandsFreeStream(false)], _bench.Mute().Effects);
        Assert.Equal([new SetMuted(false), new HandsFreeStream(true)], _bench.Mute(false).Effects);
    }

    [Fact]
    public void A_session_that_begins_muted_has_no_stream() =>
        Assert.Empty(_bench.Mute().Drop().Link(LinkState.Online).Effects);

    [Fact]
    public void A_turn_runs_by_the_service_alone()
    {
        _bench.SpeechStarted().Phase<Listening>();
        _bench.Wire(new Transcript("hel", Final: false)).Phase<Listening>();
        _bench.Wire(new SpeechStopped()).Phase<Thinking>();
        _bench.AudioCame().Started().Phase<Speaking>();
        _bench.Wire(new TurnCompleted()).Drained().Phase<Ready>();
    }

    [Fact]
    public void A_voice_interrupts_what_is_speaking()
    {
        _bench.SpeechStarted().Wire(new SpeechStopped()).AudioCame().Started();
        int spoken = _bench.Turn;

        _bench.SpeechStarted();

        Assert.True(_bench.Phase<Listening>().Turn > spoken);
    }

    [Fact]
    public void A_voice_that_was_heard_before_a_newer_turn_does_not_bring_the_old_one_back()
    {
        _bench.Say();
        int turn = _bench.Turn;

        _bench.Wire(new SpeechStarted(), turn - 1);

        Assert.Equal(turn, _bench.Phase<Thinking>().Turn);
    }

    [Fact]
    public void A_voice_heard_before_the_mute_is_not_answered()
    {
        _bench.Mute().SpeechStarted();

        Assert.Equal([new Silence(_bench.Turn)], _bench.Effects);
        Assert.Equal("muted", _bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_press_stops_what_is_speaking_and_lets_the_microphone_through_while_it_is_held()
    {
        _bench.SpeechStarted().Wire(new SpeechStopped()).AudioCame().Started().Press();

        Assert.Equal([new Hush(_bench.Turn), new HoldGate(true), new Send(new CancelChat())], _bench.Effects);
        Assert.Equal(new Ready(_bench.Turn, "stopped"), _bench.State.Turn);
        Assert.Equal([new HoldGate(false)], _bench.Release().Effects);
    }

    [Fact]
    public void With_two_hands_the_last_to_let_go_closes_the_gate()
    {
        _bench.Do(new ButtonDown(5, Source: 1));

        Assert.DoesNotContain(new HoldGate(true), _bench.Do(new ButtonDown(6, Source: 2)).Effects);
        Assert.Empty(_bench.Do(new ButtonUp(1)).Effects);
        Assert.Equal([new HoldGate(false)], _bench.Do(new ButtonUp(2)).Effects);
    }

    [Fact]
    public void An_answer_the_service_begins_by_itself_is_heard()
    {
        _bench.SpeechStarted().Wire(new SpeechStopped()).AudioCame().Started();
        int next = _bench.Turn + 1;

        _bench.Wire(new TurnCreated(), next);

        Assert.Equal(next, _bench.Phase<Thinking>().Turn);
    }

    [Fact]
    public void An_answer_whose_creation_was_not_told_is_heard_too() =>
        Assert.Equal(_bench.Turn + 1, _bench.Wire(new TurnInProgress(), _bench.Turn + 1).Phase<Thinking>().Turn);

    [Fact]
    public void An_answer_to_what_was_said_before_the_mute_is_not_heard()
    {
        int next = _bench.Mute().Turn + 1;

        Assert.Equal([new Silence(next)], _bench.Wire(new TurnCreated(), next).Effects);
        Assert.Equal(new Ready(next, "muted"), _bench.State.Turn);
    }

    [Fact]
    public void A_drop_while_the_service_listens_ends_the_turn()
    {
        _bench.SpeechStarted().Drop();

        Assert.Equal("link_lost", _bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_voice_that_never_stops_is_over_after_a_minute() =>
        Assert.Equal("timeout", _bench.SpeechStarted().Wait(60).Phase<Ready>().Reason);

    [Fact]
    public void With_the_button_in_charge_a_detected_voice_means_nothing() =>
        Assert.Empty(new MachineBench().To("speaking").SpeechStarted().Effects);
}
