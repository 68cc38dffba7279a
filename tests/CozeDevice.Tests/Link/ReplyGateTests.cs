using CozeDevice.Link;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class ReplyGateTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ReplyGate _gate;

    public ReplyGateTests() => _gate = new ReplyGate(_time);

    [Fact]
    public void A_plain_turn_is_the_turns_from_the_acknowledgement_to_the_end()
    {
        Ask(1);

        Assert.Equal([1, 1, 1, 1, 1, 1], [
            _gate.Acknowledged(), _gate.Current(), _gate.Asked("A"), _gate.Created("A"), _gate.Match("A"),
            _gate.AudioCompleted("A"),
        ]);
    }

    [Fact]
    public void The_first_three_events_may_come_in_any_order()
    {
        Ask(1);

        Assert.Equal([1, 1, 1, 1], [_gate.Asked("A"), _gate.Current(), _gate.Acknowledged(), _gate.Match("A")]);
    }

    [Fact]
    public void An_utterance_that_was_refused_and_canceled_does_not_keep_the_next_answer_in_doubt()
    {
        Ask(1);
        Assert.Equal(1, _gate.Refused());
        _gate.CancelSent(); // nothing runs, so nobody answers it
        Ask(2);

        Assert.Equal([2, 2, 2], [_gate.Acknowledged(), _gate.Created("B"), _gate.Match("B")]);
    }

    [Fact]
    public void An_error_after_the_acknowledgement_makes_up_for_none()
    {
        Ask(1);
        _gate.Acknowledged();
        Assert.Equal(1, _gate.Refused());
        _gate.CancelSent();
        Ask(2);
        Ask(3);

        Assert.Equal([0, 3], [_gate.Acknowledged(), _gate.Acknowledged()]);
    }

    [Fact]
    public void Nothing_is_expected_before_complete_was_sent()
    {
        _gate.Begin(1, expecting: false);

        Assert.Equal([0, 0, 0, 0], [_gate.Match("A"), _gate.Match("0"), _gate.Match(""), _gate.Current()]);
    }

    [Fact]
    public void Interim_recognition_is_the_turns_while_it_is_spoken()
    {
        _gate.Begin(1, expecting: false);

        Assert.Equal(1, _gate.Hearing());
    }

    [Fact]
    public void Late_deltas_of_an_interrupted_chat_are_nobodys()
    {
        Answered(1, "A");
        Interrupt(2);

        Assert.Equal(0, _gate.Match("A"));
        _gate.Canceled();
        _gate.ExpectReply(2);
        Assert.Equal([0, 2, 2, 2, 0], [
            _gate.Match("A"), _gate.Acknowledged(), _gate.Created("B"), _gate.Match("B"), _gate.Match("A"),
        ]);
    }

    [Fact]
    public void A_lost_canceled_costs_nothing_once_the_new_utterance_is_acknowledged()
    {
        Answered(1, "A");
        Interrupt(2);
        _gate.ExpectReply(2);

        Assert.Equal([0, 2, 2], [_gate.Created("B"), _gate.Acknowledged(), _gate.Created("C")]);
    }

    [Fact]
    public void Without_canceled_and_acknowledgement_a_chat_is_believed_after_three_seconds()
    {
        Answered(1, "A");
        Interrupt(2);
        _gate.ExpectReply(2);
        _time.Advance(2_999);

        Assert.Equal(0, _gate.Created("B"));
        _time.Advance(1);
        Assert.Equal(2, _gate.Match("B"));
    }

    [Fact]
    public void A_chat_first_seen_while_a_cancel_is_open_is_stale_once_it_is_answered()
    {
        Ask(1);
        Interrupt(2);
        _gate.ExpectReply(2);
        Assert.Equal(0, _gate.Created("A"));

        _gate.Canceled();

        Assert.Equal([0, 2], [_gate.Match("A"), _gate.Created("B")]);
    }

    [Fact]
    public void A_chat_that_spoke_before_the_acknowledgement_is_stale_behind_it()
    {
        Ask(1);
        _gate.Acknowledged();
        Interrupt(2);
        _gate.ExpectReply(2);
        Assert.Equal(0, _gate.Created("A"));

        Assert.Equal(2, _gate.Acknowledged());

        Assert.Equal([0, 2], [_gate.Match("A"), _gate.Created("B")]);
    }

    [Fact]
    public void The_users_message_may_come_before_the_acknowledgement_also_while_a_cancel_is_open()
    {
        Ask(1);
        _gate.Acknowledged();
        Interrupt(2);
        _gate.ExpectReply(2);

        Assert.Equal([0, 2, 2], [_gate.Asked("B"), _gate.Acknowledged(), _gate.Match("B")]);
    }

    [Fact]
    public void Two_chats_in_doubt_are_both_stale_when_one_canceled_comes()
    {
        Ask(1);
        Interrupt(2);
        _gate.ExpectReply(2);
        Interrupt(3);
        _gate.ExpectReply(3);
        Assert.Equal([0, 0], [_gate.Created("A"), _gate.Created("B")]);
        _gate.Canceled();
        _time.Advance(ReplyGate.CancelPatience);

        Assert.Equal([0, 0, 3], [_gate.Match("A"), _gate.Match("B"), _gate.Created("C")]);
    }

    [Fact]
    public void An_acknowledgement_of_an_older_utterance_is_not_the_turns()
    {
        Ask(1);
        Interrupt(2);
        _gate.ExpectReply(2);

        Assert.Equal([0, 2], [_gate.Acknowledged(), _gate.Acknowledged()]);
    }

    [Fact]
    public void A_lost_acknowledgement_is_made_up_for_by_the_chat_that_follows()
    {
        Answered(1, "A", acknowledged: false);
        Interrupt(2);
        _gate.ExpectReply(2);

        Assert.Equal([2, 2], [_gate.Acknowledged(), _gate.Created("B")]);
    }

    [Fact]
    public void Generated_audio_is_the_turns()
    {
        _gate.Begin(1, expecting: true);

        Assert.Equal([1, 1], [_gate.Match("0"), _gate.AudioCompleted("0")]);
    }

    [Fact]
    public void An_unanswered_cancel_of_a_model_chat_does_not_silence_generated_audio()
    {
        Answered(1, "A");
        _gate.Begin(2, expecting: true);
        _gate.CancelSent();

        Assert.Equal([0, 2], [_gate.Match("A"), _gate.Match("0")]);
    }

    [Fact]
    public void Generated_audio_that_was_interrupted_is_not_the_next_turns()
    {
        _gate.Begin(1, expecting: true);
        _gate.Match("0");
        Interrupt(2);
        _gate.ExpectReply(2);
        _gate.Canceled();

        Assert.Equal([0, 2, 2], [_gate.Match("0"), _gate.Acknowledged(), _gate.Created("B")]);
    }

    [Fact]
    public void Generated_audio_over_generated_audio_waits_for_the_answer_to_the_cancel()
    {
        _gate.Begin(1, expecting: true);
        _gate.Match("0");
        _gate.Begin(2, expecting: true);
        _gate.CancelSent();

        Assert.Equal(0, _gate.Match("0"));
        _gate.Canceled();
        Assert.Equal(2, _gate.Match("0"));
    }

    [Fact]
    public void An_audio_without_an_id_is_the_turns_unless_a_cancel_is_open()
    {
        Answered(1, "");
        Interrupt(2);
        _gate.ExpectReply(2);

        Assert.Equal(0, _gate.Match(""));
        _gate.Canceled();
        Assert.Equal(2, _gate.Match(""));
    }

    [Fact]
    public void A_second_chat_belongs_to_the_turn_only_by_being_created()
    {
        Answered(1, "A");

        Assert.Equal([0, 1, 1, 0], [_gate.Match("B"), _gate.Created("B"), _gate.Match("B"), _gate.Match("A")]);
    }

    [Fact]
    public void Canceled_is_obeyed_after_the_chat_was_created()
    {
        Answered(1, "A");

        Assert.Equal(1, _gate.Canceled());
    }

    [Fact]
    public void Canceled_is_nobodys_before_the_chat_was_created()
    {
        Ask(1);

        Assert.Equal(0, _gate.Canceled());
    }

    [Fact]
    public void A_late_canceled_answers_the_cancel_and_not_the_new_chat()
    {
        Answered(1, "A");
        Interrupt(2);
        _gate.ExpectReply(2);
        _gate.Acknowledged();
        _gate.Created("B");

        Assert.Equal([0, 2], [_gate.Canceled(), _gate.Match("B")]);
    }

    [Fact]
    public void A_cancel_that_was_never_answered_does_not_swallow_a_canceled_minutes_later()
    {
        Answered(1, "A");
        Interrupt(2);
        _gate.ExpectReply(2);
        _gate.Acknowledged();
        _gate.Created("B");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _gate.Canceled());
    }

    [Fact]
    public void A_new_session_has_no_open_cancel_and_no_chat_of_the_old_one()
    {
        Answered(1, "A");
        Interrupt(2);
        _gate.BeginSession();
        _gate.ExpectReply(2);

        Assert.Equal([0, 2], [_gate.Match("A"), _gate.Created("B")]);
    }

    [Fact]
    public void The_utterance_sent_again_is_answered_in_the_new_session()
    {
        Ask(1);
        _gate.Acknowledged();
        _gate.BeginSession();
        _gate.ExpectReply(1);

        Assert.Equal([1, 1], [_gate.Acknowledged(), _gate.Created("B")]);
    }

    [Fact]
    public void The_end_of_a_turn_makes_its_chat_stale()
    {
        Answered(1, "A");
        _gate.Begin(1, expecting: false);

        Assert.Equal(0, _gate.Match("A"));
    }

    [Fact]
    public void A_turn_that_is_overtaken_does_not_come_back()
    {
        int press = _gate.NextTurn();
        int heard = _gate.BeginNext();
        _gate.Begin(press, expecting: false);

        Assert.Equal(heard, _gate.Created("A"));
    }

    [Fact]
    public void What_is_remembered_of_stale_chats_is_bounded()
    {
        _gate.Begin(1, expecting: false);
        for (int i = 0; i < 1000; i++)
            _gate.Match($"chat {i}");
        _gate.ExpectReply(1);

        // The newest are remembered; the oldest had to go.
        Assert.Equal([0, 1], [_gate.Match("chat 999"), _gate.Match("chat 0")]);
    }

    private void Ask(int turn)
    {
        _gate.Begin(turn, expecting: false);
        _gate.ExpectReply(turn);
    }

    private void Answered(int turn, string chat, bool acknowledged = true)
    {
        Ask(turn);
        if (acknowledged)
            _gate.Acknowledged();
        _gate.Created(chat);
        Assert.Equal(turn, _gate.Match(chat));
    }

    private void Interrupt(int turn)
    {
        _gate.Begin(turn, expecting: false);
        _gate.CancelSent();
    }
}
