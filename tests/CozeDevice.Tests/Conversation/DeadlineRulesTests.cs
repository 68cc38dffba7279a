using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class DeadlineRulesTests
{
    private static readonly Send Cancelled = new(new CancelChat());

    [Fact]
    public void Starting_for_10_s_is_a_configuration_fault()
    {
        var bench = new MachineBench(isOnline: false);
        Assert.False(bench.Wait(8.9).State.ConfigurationFault);

        bench.Wait(0.1);

        Assert.True(bench.State.ConfigurationFault);
        Assert.Null(bench.State.Due);
    }

    [Fact]
    public void A_link_that_moves_after_all_ends_the_configuration_fault() =>
        Assert.False(new MachineBench(isOnline: false).Wait(10).Link(LinkState.Connecting).State.ConfigurationFault);

    [Fact]
    public void A_microphone_that_never_closes_is_not_waited_for()
    {
        MachineBench bench = new MachineBench().To("finishing").Wait(0.5);

        Assert.Equal([new FinishUtterance(bench.Turn)], bench.Effects);
        bench.Phase<Thinking>();
    }

    [Fact]
    public void A_microphone_that_closes_after_all_changes_nothing()
    {
        MachineBench bench = new MachineBench().To("finishing").Wait(0.5);
        TurnPhase before = bench.State.Turn;

        Assert.Empty(bench.Closed().Effects);
        Assert.Equal(before, bench.State.Turn);
    }

    [Fact]
    public void Thinking_waits_for_the_link_until_8_s_after_the_release()
    {
        MachineBench bench = new MachineBench().Drop().To("finishing").Wait(0.1).Closed().Wait(7.8);
        bench.Phase<Thinking>();

        bench.Wait(0.1);

        Assert.Equal(PromptReason.Offline, bench.Phase<Prompting>().Reason);
        Assert.Contains(new DropUtterance(bench.Turn), bench.Effects);
    }

    [Fact]
    public void A_link_that_comes_in_time_is_given_the_utterance()
    {
        MachineBench bench = new MachineBench().Drop().To("finishing").Closed().Wait(7).Link(LinkState.Online).CompleteSent();

        Assert.True(bench.Phase<Thinking>().Online);
        Assert.True(bench.Phase<Thinking>().Waits.Sent);
    }

    [Fact]
    public void Four_seconds_of_silence_after_complete_restart_the_session_and_keep_the_utterance()
    {
        MachineBench bench = new MachineBench().To("thinking").Wait(4);

        Assert.Equal([new Count("dead_sessions"), new RestartLink("no event within 4 s of complete")], bench.Effects);
        Assert.True(bench.Phase<Thinking>().Waits.Kept);
        Assert.DoesNotContain(bench.Drop().Effects, effect => effect is DropUtterance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_event_shows_that_the_session_lives(bool isOfTurn)
    {
        MachineBench bench = new MachineBench().To("thinking").Wait(3);

        bench.Wire(new InputCompleted(), isOfTurn ? null : 0).Wait(2);

        Assert.Empty(bench.Effects);
        bench.Phase<Thinking>();
    }

    [Fact]
    public void Each_session_that_is_given_the_utterance_has_4_s_for_a_sign_of_life()
    {
        MachineBench bench = new MachineBench().To("thinking").Wait(4).Drop().Link(LinkState.Online).CompleteSent().Wait(4);

        Assert.Contains(new Count("dead_sessions"), bench.Effects);
    }

    [Fact]
    public void Ten_seconds_without_an_event_of_the_turn_end_it()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new InputCompleted()).Wait(9.9);
        bench.Phase<Thinking>();

        bench.Wait(0.1);

        int turn = bench.Turn;
        Assert.Equal(
            [
                new Count("unanswered_turns"), Cancelled, new DropUtterance(turn), new Silence(turn),
                new PlayPrompt(turn, PromptReason.TryAgain),
            ],
            bench.Effects);
    }

    [Fact]
    public void An_event_of_another_turn_does_not_prolong_the_wait()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new InputCompleted()).Wait(9).Wire(new TurnInProgress(), 0);

        Assert.Equal(PromptReason.TryAgain, bench.Wait(1).Phase<Prompting>().Reason);
    }

    [Fact]
    public void Twenty_seconds_without_text_or_audio_end_the_turn_whatever_else_comes()
    {
        MachineBench bench = new MachineBench().To("thinking");
        for (int i = 0; i < 6; i++) bench.Wire(new TurnInProgress()).Wait(3);
        bench.Wire(new MessageDelta("c", "")).Wait(1.9);
        bench.Phase<Thinking>();

        Assert.Equal(PromptReason.TryAgain, bench.Wait(0.2).Phase<Prompting>().Reason);
    }

    [Fact]
    public void Text_of_the_answer_ends_the_count_of_20_s()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new MessageDelta("c", "Well"));
        for (int i = 0; i < 8; i++) bench.Wire(new MessageDelta("c", ".")).Wait(3);

        bench.Phase<Thinking>();
    }

    [Fact]
    public void The_count_of_20_s_stops_while_tools_run_and_goes_on_behind_them()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new TurnCreated());
        RequiresAction request = MachineBench.Request(MachineBench.Function("a"));
        bench.Wait(6).Wire(request).Wait(4).Do(new ToolsFinished(bench.Turn, request, []));

        bench.Wire(new TurnInProgress()).Wait(7).Wire(new TurnInProgress()).Wait(6.9);
        bench.Phase<Thinking>();

        Assert.Equal(PromptReason.TryAgain, bench.Wait(0.2).Phase<Prompting>().Reason);
    }

    [Fact]
    public void The_time_of_every_tool_request_is_left_out_of_the_count()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(MachineBench.Request(MachineBench.Function("a"))).Wait(3);
        TimeSpan before = bench.Phase<Acting>().Waits.AnswerDue;

        bench.Wire(MachineBench.Request(MachineBench.Function("b"))).Wait(5);

        Assert.Equal(before + TimeSpan.FromSeconds(8), bench.Phase<Thinking>().Waits.AnswerDue);
    }

    [Fact]
    public void A_tool_has_5_s_each_then_an_error_is_submitted_for_every_call()
    {
        ToolCall[] calls = [MachineBench.Function("a"), MachineBench.Function("b"), new("q", "reply_message", "", "")];
        MachineBench bench = new MachineBench().To("thinking").Wire(MachineBench.Request(calls)).Wait(9.9);
        bench.Phase<Acting>();

        bench.Wait(0.1);

        var submit = Assert.IsType<SubmitToolOutputs>(Assert.IsType<Send>(bench.Effects[^1]).Event);
        Assert.Equal(["a", "b"], submit.Outputs.Select(output => output.ToolCallId));
        Assert.All(submit.Outputs, output => Assert.Contains("timeout", output.Output, StringComparison.Ordinal));
        bench.Phase<Thinking>();
    }

    [Fact]
    public void A_starved_reply_is_finished_after_5_s_and_counted()
    {
        MachineBench bench = new MachineBench().To("speaking").Starved().Wait(4.9);
        bench.Phase<Speaking>();

        bench.Wait(0.1);

        Assert.Equal([new Count("stalled_replies"), Cancelled, new Silence(bench.Turn)], bench.Effects);
        Assert.Equal("stalled", bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void Events_do_not_prolong_an_empty_playout()
    {
        MachineBench bench = new MachineBench().To("speaking").Starved().Wait(4).Wire(new MessageDelta("c", "more")).Wait(1);

        bench.Phase<Ready>();
    }

    [Fact]
    public void Sound_that_comes_again_ends_the_stall()
    {
        MachineBench bench = new MachineBench().To("speaking").Starved().Wait(4);

        bench.Sound(new PlaybackResumed(PlayoutStream.OfAnswer(bench.Turn))).Wait(60);

        bench.Phase<Speaking>();
    }

    [Fact]
    public void A_hanging_tool_of_a_speaking_turn_is_answered_with_an_error_and_the_sound_goes_on()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(MachineBench.Request(MachineBench.Function("a"))).Wait(5);

        Assert.IsType<SubmitToolOutputs>(Assert.IsType<Send>(bench.Effects[^1]).Event);
        Assert.Null(bench.Phase<Speaking>().Pending);
        bench.Wait(60).Phase<Speaking>();
    }

    [Fact]
    public void A_prompt_lasts_its_length_and_a_second()
    {
        MachineBench bench = new MachineBench().To("prompting").Wait(1.4);
        bench.Phase<Prompting>();

        bench.Wait(0.1);

        Assert.Equal([new Silence(bench.Turn)], bench.Effects);
        Assert.Equal("try_again", bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_prompt_that_was_heard_is_over() =>
        Assert.Equal("try_again", new MachineBench().To("prompting").PromptDrained().Phase<Ready>().Reason);

    [Fact]
    public void A_tick_before_the_deadline_changes_nothing()
    {
        MachineBench bench = new MachineBench().To("speaking");
        DeviceState before = bench.State;

        bench.Do(new Tick());

        Assert.Same(before, bench.State);
    }
}
