using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class WireRulesTests
{
    private static readonly Send Cancelled = new(new CancelChat());

    public static TheoryData<string> Answers => ["delta", "audio", "action", "completed", "failed", "canceled"];

    [Fact]
    public void A_whole_turn_ends_only_when_the_last_sample_was_heard()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(new TurnCompleted());
        Assert.Equal([new EndPlayout(bench.Turn)], bench.Effects);
        bench.Wait(100).Phase<Speaking>();

        bench.Drained();

        Assert.Equal([new Silence(bench.Turn)], bench.Effects);
        Assert.Null(bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_drain_of_another_stream_ends_nothing()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(new TurnCompleted());

        bench.Sound(new PlaybackDrained(PlayoutStream.OfAnswer(bench.Turn) - 2)).Phase<Speaking>();
        bench.Sound(new PlaybackDrained(PlayoutStream.OfPrompt(bench.Turn))).Phase<Speaking>();
    }

    [Fact]
    public void An_answer_of_text_alone_ends_with_the_chat()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new MessageDelta("c", "Hello")).Wire(new TurnCompleted());

        Assert.Equal([new DropUtterance(bench.Turn), new Silence(bench.Turn)], bench.Effects);
        Assert.Equal("no_audio", bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_short_answer_is_whole_before_it_is_heard()
    {
        MachineBench bench = new MachineBench().To("thinking").AudioCame().Wire(new TurnCompleted());
        Assert.Equal([new EndPlayout(bench.Turn)], bench.Effects);
        bench.Phase<Thinking>();

        bench.Started().Phase<Speaking>();
        bench.Drained().Phase<Ready>();
    }

    [Fact]
    public void An_answer_nobody_could_decode_ends_with_its_drain() =>
        new MachineBench().To("thinking").AudioCame().Wire(new TurnCompleted()).Drained().Phase<Ready>();

    [Theory]
    [InlineData(5000, PromptReason.TryAgain)]
    [InlineData(4012, PromptReason.TryAgain)]
    [InlineData(4006, PromptReason.Refused)]
    [InlineData(123456, PromptReason.TryAgain)]
    public void An_error_about_the_turn_ends_it_and_says_so(int code, PromptReason reason)
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new ServerError(code, "no"));

        Assert.Equal(reason, bench.Phase<Prompting>().Reason);
        Assert.Equal(Cancelled, bench.Effects[0]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(4104)]
    public void An_error_that_means_nothing_changes_nothing(int? code)
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new ServerError(code, "no"));

        Assert.Empty(bench.Effects);
        bench.Phase<Thinking>();
    }

    [Fact]
    public void An_error_of_no_turn_ends_nothing() =>
        new MachineBench().To("thinking").Wire(new ServerError(5000, "no"), 0).Phase<Thinking>();

    [Theory]
    [InlineData("thinking")]
    [InlineData("acting")]
    public void A_failed_chat_says_try_again(string phase) => Assert.Equal(
        PromptReason.TryAgain, new MachineBench().To(phase).Wire(new TurnFailed(1, "no")).Phase<Prompting>().Reason);

    [Theory]
    [InlineData(4028, PromptReason.Refused)]
    [InlineData(4100, PromptReason.NotAuthorised)]
    [InlineData(4006, PromptReason.Refused)]
    [InlineData(4013, PromptReason.TryAgain)]
    public void A_failed_chat_says_who_can_help(int code, PromptReason reason) => Assert.Equal(
        reason, new MachineBench().To("thinking").Wire(new TurnFailed(code, "no")).Phase<Prompting>().Reason);

    [Theory]
    [InlineData("thinking", true)]
    [InlineData("thinking", false)]
    [InlineData("acting", false)]
    [InlineData("speaking", false)]
    public void A_context_that_is_full_is_cleared_so_that_the_next_turn_works(string phase, bool asFailedChat)
    {
        MachineBench bench = new MachineBench().To(phase)
            .Wire(asFailedChat ? new TurnFailed(4010, "long") : new ServerError(4010, "long"));

        Assert.Single(bench.Effects, new Send(new ClearConversation()));
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("listening")]
    public void Also_when_the_turn_that_filled_it_is_over(string phase)
    {
        MachineBench bench = new MachineBench().To(phase).Wire(new ServerError(4010, "long"), turn: 0);

        Assert.Contains(new Send(new ClearConversation()), bench.Effects);
    }

    [Fact]
    public void A_chat_in_the_way_ends_with_the_session_and_the_utterance_is_sent_once_more_but_not_twice()
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(new ServerError(4016, "running"));
        Assert.IsType<RestartLink>(bench.Effects[0]);
        Assert.Equal(new Count("sent_again"), bench.Effects[1]);
        bench.Drop().Link(LinkState.Online);
        bench.Phase<Thinking>();
        Assert.Equal(PromptReason.TryAgain, bench.Wire(new ServerError(4016, "running")).Phase<Prompting>().Reason);
    }

    [Fact]
    public void What_was_begun_to_be_answered_is_not_sent_again() => Assert.Equal(
        PromptReason.TryAgain,
        new MachineBench().To("thinking").Wire(new MessageDelta("", "so")).Wire(new ServerError(4016, "running"))
            .Phase<Prompting>().Reason);

    [Theory]
    [InlineData(LinkState.NeedAuth, OfflineReason.Refused, PromptReason.NotAuthorised)]
    [InlineData(LinkState.Offline, OfflineReason.Account, PromptReason.Refused)]
    [InlineData(LinkState.Offline, OfflineReason.Closed, PromptReason.LinkLost)]
    public void A_session_the_service_ended_for_a_reason_is_not_called_a_lost_link(
        LinkState state, OfflineReason why, PromptReason reason)
    {
        MachineBench bench = new MachineBench().To("speaking").Link(state, why);

        Assert.Equal(reason, bench.Drained().Phase<Prompting>().Reason);
    }

    [Fact]
    public void A_chat_that_fails_while_speaking_is_heard_to_its_end_then_says_try_again()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(new TurnFailed(1, "no"));
        Assert.Equal([new EndPlayout(bench.Turn)], bench.Effects);
        bench.Phase<Speaking>();

        Assert.Equal(PromptReason.TryAgain, bench.Drained().Phase<Prompting>().Reason);
    }

    [Fact]
    public void An_error_while_speaking_cancels_and_lets_what_came_be_heard()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(new ServerError(5000, "no"));

        Assert.Equal([Cancelled, new EndPlayout(bench.Turn)], bench.Effects);
        bench.Phase<Speaking>();
    }

    [Fact]
    public void A_failure_behind_a_whole_reply_spoils_nothing()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(new TurnCompleted()).Wire(new TurnFailed(1, "no"));
        Assert.Empty(bench.Effects);

        bench.Drained().Phase<Ready>();
    }

    [Theory]
    [InlineData("thinking")]
    [InlineData("acting")]
    [InlineData("speaking")]
    public void A_chat_cancelled_by_the_other_side_is_silent_at_once(string phase)
    {
        MachineBench bench = new MachineBench().To(phase).Wire(new TurnCanceled(1, ""));

        Assert.Contains(new Silence(bench.Turn), bench.Effects);
        Assert.Equal("canceled", bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void Tools_run_and_their_outputs_are_submitted()
    {
        RequiresAction request = MachineBench.Request(MachineBench.Function("a"));
        MachineBench bench = new MachineBench().To("thinking").Wire(request);
        Assert.Equal([new RunTools(bench.Turn, request)], bench.Effects);
        ToolOutput[] outputs = [new("a", "{}")];

        bench.Do(new ToolsFinished(bench.Turn, request, outputs));

        Assert.Equal([new Send(new SubmitToolOutputs("chat", outputs))], bench.Effects);
        bench.Phase<Thinking>();
    }

    [Fact]
    public void Outputs_of_an_older_request_are_not_submitted()
    {
        RequiresAction first = MachineBench.Request(MachineBench.Function("a"));
        MachineBench bench = new MachineBench().To("thinking").Wire(first).Wire(MachineBench.Request(MachineBench.Function("b")));

        Assert.Empty(bench.Do(new ToolsFinished(bench.Turn, first, [])).Effects);
        bench.Phase<Acting>();
    }

    [Fact]
    public void A_question_of_a_workflow_is_never_answered_with_outputs()
    {
        MachineBench bench = new MachineBench().To("thinking")
            .Wire(MachineBench.Request(new ToolCall("q", "reply_message", "", "")));

        Assert.DoesNotContain(bench.Effects, effect => effect is RunTools or Send);
        Assert.Equal("question", bench.Phase<Ready>().Reason);
    }

    [Fact]
    public void A_question_that_is_being_spoken_is_heard_to_its_end()
    {
        MachineBench bench = new MachineBench().To("speaking")
            .Wire(MachineBench.Request(new ToolCall("q", "reply_message", "", "")));

        Assert.Equal([new EndPlayout(bench.Turn)], bench.Effects);
        bench.Drained().Phase<Ready>();
    }

    [Fact]
    public void A_chat_said_to_be_whole_while_its_tools_run_still_gets_their_outputs()
    {
        RequiresAction request = MachineBench.Request(MachineBench.Function("a"));
        MachineBench bench = new MachineBench().To("thinking").Wire(request).Wire(new TurnCompleted());

        Assert.IsType<Send>(Assert.Single(bench.Do(new ToolsFinished(bench.Turn, request, [])).Effects));
    }

    [Fact]
    public void Sound_that_starts_while_tools_run_is_heard_and_the_outputs_follow()
    {
        RequiresAction request = MachineBench.Request(MachineBench.Function("a"));
        MachineBench bench = new MachineBench().To("thinking").Wire(request).AudioCame().Started();
        Assert.Same(request, bench.Phase<Speaking>().Pending);

        Assert.IsType<Send>(Assert.Single(bench.Do(new ToolsFinished(bench.Turn, request, [])).Effects));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void The_first_sign_of_the_answer_gives_up_keeping_the_utterance(string answer)
    {
        MachineBench bench = new MachineBench().To("thinking");
        _ = answer switch
        {
            "delta" => bench.Wire(new MessageDelta("c", "")),
            "audio" => bench.AudioCame(),
            "action" => bench.Wire(MachineBench.Request(MachineBench.Function("a"))),
            "completed" => bench.Wire(new TurnCompleted()),
            "failed" => bench.Wire(new TurnFailed(1, "")),
            _ => bench.Wire(new TurnCanceled(1, "")),
        };

        bench.Drop();

        Assert.IsNotType<Thinking>(bench.State.Turn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_acknowledgement_does_not_give_up_keeping_the_utterance(bool isCreated)
    {
        MachineBench bench = new MachineBench().To("thinking").Wire(isCreated ? new TurnCreated() : new InputCompleted()).Drop();

        Assert.True(bench.Phase<Thinking>().Waits.Kept);
        Assert.DoesNotContain(bench.Effects, effect => effect is DropUtterance);
    }

    [Fact]
    public void A_drop_while_holding_goes_on_listening() =>
        Assert.Empty(new MachineBench().To("listening").Drop().Effects);

    [Fact]
    public void A_drop_while_speaking_plays_what_came_then_says_so_then_is_ready()
    {
        MachineBench bench = new MachineBench().To("speaking").Drop();
        Assert.Equal([new EndPlayout(bench.Turn)], bench.Effects);
        bench.Phase<Speaking>();

        bench.Drained();
        Assert.Equal(new PlayPrompt(bench.Turn, PromptReason.LinkLost), bench.Effects[^1]);

        Assert.Equal("link_lost", bench.PromptDrained().Phase<Ready>().Reason);
    }

    [Fact]
    public void A_drop_behind_a_whole_reply_says_nothing() =>
        Assert.Null(new MachineBench().To("speaking").Wire(new TurnCompleted()).Drop().Drained().Phase<Ready>().Reason);

    [Fact]
    public void A_link_that_turns_out_refused_while_speech_waits_says_why_at_once()
    {
        MachineBench bench = new MachineBench().Drop().To("finishing").Closed();

        bench.Link(LinkState.NeedAuth, OfflineReason.Refused);

        Assert.Equal(PromptReason.NotAuthorised, bench.Phase<Prompting>().Reason);
    }

    [Fact]
    public void A_drop_while_tools_run_says_so() =>
        Assert.Equal(PromptReason.LinkLost, new MachineBench().To("acting").Drop().Phase<Prompting>().Reason);

    [Fact]
    public void Recognised_text_of_the_tail_does_not_end_the_recording() =>
        new MachineBench().To("finishing").Wire(new Transcript("hel", Final: false)).Phase<Finishing>();

    [Fact]
    public void An_answer_may_overtake_the_microphones_own_notice() =>
        Assert.True(new MachineBench().To("finishing").AudioCame().Phase<Thinking>().Waits.Audio);

    [Theory]
    [InlineData("ready")]
    [InlineData("listening")]
    [InlineData("prompting")]
    public void What_comes_while_no_answer_is_awaited_changes_nothing(string phase)
    {
        MachineBench bench = new MachineBench().To(phase);
        DeviceState before = bench.State;

        foreach (ServerEvent late in new ServerEvent[]
            {
                new MessageDelta("c", "x"), new TurnCompleted(), new TurnFailed(1, ""), new TurnCanceled(1, ""),
                new ServerError(5000, ""), MachineBench.Request(MachineBench.Function("a")), new SpeechStarted(),
            })
        {
            Assert.Empty(bench.Wire(late).Effects);
        }
        bench.AudioCame().Started().CompleteSent();

        Assert.Equal(before, bench.State);
    }
}
