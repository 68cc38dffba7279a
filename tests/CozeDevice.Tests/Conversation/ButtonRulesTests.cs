using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Link;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Conversation;

public sealed class ButtonRulesTests
{
    private static readonly Send Cancelled = new(new CancelChat());

    [Theory]
    [InlineData("ready", false)]
    [InlineData("finishing", true)]
    [InlineData("thinking", true)]
    [InlineData("acting", true)]
    [InlineData("speaking", true)]
    [InlineData("prompting", false)]
    public void A_press_hushes_then_cancels_what_may_run_and_opens_the_microphone(string phase, bool cancels)
    {
        MachineBench bench = new MachineBench().To(phase);

        bench.Press();

        Effect[] expected = [new Hush(bench.Turn), .. cancels ? new Effect[] { Cancelled } : [], new OpenMic(bench.Turn)];
        Assert.Equal(expected, bench.Effects);
        var listening = new Listening(bench.Turn, bench.Now, bench.Now + TimeSpan.FromSeconds(60))
        {
            Holders = default(Holders).With(Holders.Control),
        };
        Assert.Equal(listening, bench.State.Turn);
    }

    [Theory]
    [InlineData(LinkState.Starting, OfflineReason.None)]
    [InlineData(LinkState.NeedAuth, OfflineReason.Refused)]
    [InlineData(LinkState.Offline, OfflineReason.NoNetwork)]
    [InlineData(LinkState.Offline, OfflineReason.Account)]
    [InlineData(LinkState.Connecting, OfflineReason.None)]
    [InlineData(LinkState.Configuring, OfflineReason.None)]
    public void A_press_without_a_link_listens_and_hurries_the_link(LinkState link, OfflineReason reason)
    {
        MachineBench bench = new MachineBench().Link(link, reason);

        bench.Press();

        Assert.Equal([new Hush(bench.Turn), new OpenMic(bench.Turn), new HurryLink()], bench.Effects);
        bench.Phase<Listening>();
    }

    [Fact]
    public void A_second_press_of_a_held_button_is_nothing()
    {
        MachineBench bench = new MachineBench().Press();
        DeviceState before = bench.State;

        bench.Press();

        Assert.Empty(bench.Effects);
        Assert.Same(before, bench.State);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("thinking")]
    [InlineData("speaking")]
    [InlineData("prompting")]
    public void A_press_while_muted_says_so_and_opens_nothing(string phase)
    {
        MachineBench bench = new MachineBench().To(phase).Mute().Press();

        Assert.Equal(PromptReason.Muted, bench.Phase<Prompting>().Reason);
        Assert.Equal(new Hush(bench.Turn), bench.Effects[0]);
        Assert.Equal(new PlayPrompt(bench.Turn, PromptReason.Muted), bench.Effects[^1]);
        Assert.DoesNotContain(bench.Effects, effect => effect is OpenMic);
    }

    [Fact]
    public void A_press_without_a_microphone_says_so()
    {
        MachineBench bench = new MachineBench().Sound(new DeviceLost(AudioDirection.Capture, "gone")).Press();

        Assert.Equal(PromptReason.NoMicrophone, bench.Phase<Prompting>().Reason);
        Assert.DoesNotContain(bench.Effects, effect => effect is OpenMic);
    }

    [Fact]
    public void A_microphone_that_is_back_is_listened_to()
    {
        MachineBench bench = new MachineBench().Sound(new DeviceLost(AudioDirection.Capture, "gone"))
            .Sound(new DeviceReady(AudioDirection.Capture)).Press();

        bench.Phase<Listening>();
    }

    [Fact]
    public void A_missing_speaker_does_not_keep_a_press_from_listening() =>
        new MachineBench().Sound(new DeviceLost(AudioDirection.Playback, "gone")).Press().Phase<Listening>();

    [Fact]
    public void A_hold_shorter_than_300_ms_only_clears()
    {
        MachineBench bench = new MachineBench().Press().Wait(0.299).Release();

        Assert.Equal([new CloseMic(bench.Turn, UtteranceEnd.Clear)], bench.Effects);
        Assert.Equal(new Ready(bench.Turn, "tap"), bench.State.Turn);
    }

    [Fact]
    public void A_hold_of_300_ms_is_completed()
    {
        MachineBench bench = new MachineBench().Press().Wait(0.3).Release();

        Assert.Equal([new CloseMic(bench.Turn, UtteranceEnd.Complete)], bench.Effects);
        Assert.Equal(bench.Now + TimeSpan.FromMilliseconds(500), bench.Phase<Finishing>().Due);
    }

    [Fact]
    public void Sixty_seconds_of_hold_are_a_release()
    {
        MachineBench bench = new MachineBench().Press().Wait(59.9);
        bench.Phase<Listening>();

        bench.Wait(0.1);

        Assert.Equal([new CloseMic(bench.Turn, UtteranceEnd.Complete)], bench.Effects);
        bench.Phase<Finishing>();
    }

    [Fact]
    public void After_the_longest_hold_the_button_is_ignored_until_it_is_released()
    {
        MachineBench bench = new MachineBench().Press().Wait(60).Closed();

        bench.Press().Release();
        Assert.Empty(bench.Effects);
        bench.Phase<Thinking>();

        bench.Press();
        bench.Phase<Listening>();
    }

    [Fact]
    public void A_full_utterance_is_a_release()
    {
        MachineBench bench = new MachineBench().To("listening");

        bench.Sound(new CaptureOverflow(bench.Turn));

        Assert.Equal([new CloseMic(bench.Turn, UtteranceEnd.Complete)], bench.Effects);
    }

    [Theory]
    [InlineData(LinkState.NeedAuth, OfflineReason.Refused, PromptReason.NotAuthorised)]
    [InlineData(LinkState.Offline, OfflineReason.Refused, PromptReason.Refused)]
    [InlineData(LinkState.Offline, OfflineReason.Account, PromptReason.Refused)]
    public void A_release_while_the_service_refuses_says_why_at_once(LinkState link, OfflineReason reason, PromptReason why)
    {
        MachineBench bench = new MachineBench().Link(link, reason).To("listening").Release();
        int turn = bench.Turn;

        Assert.Equal(
            [
                new CloseMic(turn, UtteranceEnd.Clear), new DropUtterance(turn), new Silence(turn), new PlayPrompt(turn, why),
            ],
            bench.Effects);
        Assert.Equal(new Prompting(turn, why, bench.Now + TimeSpan.FromSeconds(1.5)), bench.State.Turn);
    }

    [Theory]
    [InlineData("finishing")]
    [InlineData("thinking")]
    [InlineData("acting")]
    [InlineData("speaking")]
    public void Cancel_ends_a_running_turn_under_a_fresh_id(string phase)
    {
        MachineBench bench = new MachineBench().To(phase).Cancel();

        Assert.Equal(new Hush(bench.Turn), bench.Effects[0]);
        Assert.Equal(Cancelled, bench.Effects[^1]);
        Assert.Equal(new Ready(bench.Turn, "canceled"), bench.State.Turn);
    }

    [Fact]
    public void Cancel_while_listening_clears_what_was_said()
    {
        MachineBench bench = new MachineBench().To("listening");
        int turn = bench.Turn;

        bench.Cancel();

        Assert.Equal(
            [new Hush(bench.Turn), new CloseMic(turn, UtteranceEnd.Clear), new DropUtterance(turn)], bench.Effects);
    }

    [Fact]
    public void Cancel_at_rest_is_nothing() => Assert.Empty(new MachineBench().Cancel().Effects);

    [Fact]
    public void Mute_while_listening_lets_nothing_leave()
    {
        MachineBench bench = new MachineBench().To("listening").Mute();
        int turn = bench.Turn;

        Assert.Equal(
            [
                new SetMuted(true), new CloseMic(turn, UtteranceEnd.Clear), new DropUtterance(turn), new Silence(turn),
            ],
            bench.Effects);
        Assert.Equal(new Ready(turn, "muted"), bench.State.Turn);
    }

    [Fact]
    public void Mute_before_the_utterance_is_sent_drops_it()
    {
        MachineBench bench = new MachineBench().To("finishing").Closed().Mute();

        Assert.Contains(new DropUtterance(bench.Turn), bench.Effects);
        bench.Phase<Ready>();
    }

    [Fact]
    public void Mute_after_the_utterance_was_sent_leaves_the_answer_but_never_sends_it_again()
    {
        MachineBench bench = new MachineBench().To("thinking").Mute();
        Assert.Equal([new SetMuted(true), new DropUtterance(bench.Turn)], bench.Effects);
        bench.Phase<Thinking>();

        bench.Drop();

        Assert.Equal(PromptReason.LinkLost, bench.Phase<Prompting>().Reason);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("speaking")]
    [InlineData("prompting")]
    [InlineData("acting")]
    public void Mute_elsewhere_changes_nothing_of_the_turn(string phase)
    {
        MachineBench bench = new MachineBench().To(phase);
        TurnPhase before = bench.State.Turn;

        bench.Mute();

        Assert.Equal([new SetMuted(true)], bench.Effects);
        Assert.Equal(before, bench.State.Turn);
    }

    [Fact]
    public void Unmute_is_told_to_the_microphone_once()
    {
        MachineBench bench = new MachineBench().Mute().Mute(false);
        Assert.Equal([new SetMuted(false)], bench.Effects);

        Assert.Empty(bench.Mute(false).Effects);
    }

    [Theory]
    [InlineData("listening")]
    [InlineData("finishing")]
    [InlineData("thinking")]
    [InlineData("acting")]
    public void A_text_is_refused_while_a_turn_runs(string phase)
    {
        MachineBench bench = new MachineBench().To(phase);
        TurnPhase before = bench.State.Turn;

        bench.Say();

        Assert.Equal("busy", Assert.IsType<Refuse>(Assert.Single(bench.Effects)).Error);
        Assert.Equal(before, bench.State.Turn);
    }

    [Fact]
    public void A_text_without_a_link_is_refused() =>
        Assert.Equal("offline", Assert.IsType<Refuse>(Assert.Single(new MachineBench(isOnline: false).Say().Effects)).Error);

    [Theory]
    [InlineData("ready", false)]
    [InlineData("prompting", false)]
    [InlineData("speaking", true)]
    public void A_text_is_spoken_and_may_be_answered_at_once(string phase, bool cancels)
    {
        MachineBench bench = new MachineBench().To(phase).Say();

        Effect[] expected =
        [
            new Hush(bench.Turn, Expecting: true), .. cancels ? new Effect[] { Cancelled } : [], new Send(new GenerateAudio("hello")),
        ];
        Assert.Equal(expected, bench.Effects);
        Assert.Equal(TurnKind.Say, bench.Phase<Thinking>().Waits.Kind);
    }

    [Fact]
    public void A_text_over_a_reply_that_is_only_still_heard_cancels_nothing()
    {
        MachineBench bench = new MachineBench().To("speaking").Wire(new TurnCompleted()).Say();

        Assert.DoesNotContain(Cancelled, bench.Effects);
    }

    [Fact]
    public void A_question_in_text_is_sent_as_a_message_and_ends_with_its_chat()
    {
        MachineBench bench = new MachineBench().Ask();
        Assert.Equal([new Hush(bench.Turn, Expecting: true), new Send(new CreateMessage("user", "text", "hello"))], bench.Effects);

        Assert.Empty(bench.AudioCame().Started().Wire(new AudioCompleted("chat")).Effects);
        Assert.Equal([new EndPlayout(bench.Turn)], bench.Wire(new TurnCompleted()).Effects);
        Assert.Null(bench.Drained().Phase<Ready>().Reason);
    }

    [Fact]
    public void A_question_in_text_is_refused_without_a_link_and_while_a_turn_runs()
    {
        Assert.Equal("offline", Assert.IsType<Refuse>(Assert.Single(new MachineBench(isOnline: false).Ask().Effects)).Error);
        Assert.Equal("busy", Assert.IsType<Refuse>(Assert.Single(new MachineBench().Press().Ask().Effects)).Error);
    }

    [Fact]
    public void A_question_in_text_is_not_sent_again_when_the_link_is_lost() =>
        Assert.Equal(PromptReason.LinkLost, new MachineBench().Ask().Drop().Phase<Prompting>().Reason);

    [Fact]
    public void A_spoken_text_ends_with_its_audio()
    {
        MachineBench bench = new MachineBench().Say().AudioCame().Started().Wire(new AudioCompleted("0"));
        Assert.Equal([new EndPlayout(bench.Turn)], bench.Effects);

        Assert.Null(bench.Drained().Phase<Ready>().Reason);
    }
}
