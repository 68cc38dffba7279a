using CozeDevice.Conversation;
using Xunit;

namespace CozeDevice.Tests.Metrics;

public sealed class TurnOutcomeTests
{
    private static readonly TurnPhase Listens = new Listening(3, TimeSpan.Zero, TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(null, "completed", "answered")]
    [InlineData("no_audio", "completed", "no_audio")]
    [InlineData("tap", "cancelled", "tap")]
    [InlineData("canceled", "cancelled", "canceled")]
    [InlineData("muted", "cancelled", "muted")]
    [InlineData("stalled", "timeout", "stalled")]
    [InlineData("link_lost", "failed", "link_lost")]
    public void A_turn_that_rests_ended_as_its_reason_says(string? reason, string outcome, string told) =>
        Assert.Equal(new TurnOutcome(outcome, told), TurnOutcome.Ended(Listens, new Ready(3, reason), byDeadline: false));

    [Fact]
    public void A_prompt_is_a_failure_and_silence_of_the_service_a_timeout()
    {
        var prompt = new Prompting(3, PromptReason.TryAgain, TimeSpan.FromSeconds(1));
        Assert.Equal(new TurnOutcome("failed", "try_again"), TurnOutcome.Ended(Listens, prompt, byDeadline: false));
        Assert.Equal(new TurnOutcome("timeout", "no_answer"), TurnOutcome.Ended(Listens, prompt, byDeadline: true));
        var offline = prompt with { Reason = PromptReason.Offline };
        Assert.Equal(new TurnOutcome("failed", "offline"), TurnOutcome.Ended(Listens, offline, byDeadline: true));
    }

    [Fact]
    public void The_end_of_a_prompt_is_not_counted_again()
    {
        var prompt = new Prompting(3, PromptReason.TryAgain, TimeSpan.FromSeconds(1));
        Assert.Null(TurnOutcome.Ended(prompt, new Ready(3, "try_again"), byDeadline: false));
        Assert.Null(TurnOutcome.Refused(prompt, new Ready(3, "try_again")));
    }

    [Fact]
    public void A_press_into_a_running_turn_cancels_it()
    {
        TurnPhase next = new Listening(4, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(new TurnOutcome("cancelled", "barge_in"), TurnOutcome.Ended(Listens, next, byDeadline: false));
        Assert.Null(TurnOutcome.Ended(new Ready(3), next, byDeadline: false));
    }

    [Fact]
    public void Listening_once_more_is_the_end_of_an_answer_and_no_turn_before_somebody_speaks()
    {
        TurnPhase waits = new Listening(4, TimeSpan.Zero, TimeSpan.FromSeconds(7)) { EndPointed = true, FollowsUp = true };
        TurnPhase speaking = new Speaking(3, TurnKind.Speech, Complete: true, Cut: null, Starved: false, TimeSpan.FromSeconds(130));

        Assert.Equal(new TurnOutcome("completed", "answered"), TurnOutcome.Ended(speaking, waits, byDeadline: false));
        Assert.Null(TurnOutcome.Ended(waits, new Ready(4, "nothing_heard"), byDeadline: false));
        Assert.Null(TurnOutcome.Ended(waits, new Listening(5, TimeSpan.Zero, TimeSpan.FromSeconds(60)), byDeadline: false));
    }

    [Fact]
    public void A_tap_behind_which_nobody_speaks_is_no_failure()
    {
        var tone = new Prompting(3, PromptReason.NothingHeard, TimeSpan.FromSeconds(1));
        Assert.Equal(new TurnOutcome("cancelled", "nothing_heard"), TurnOutcome.Ended(Listens, tone, byDeadline: false));
    }

    [Fact]
    public void A_press_that_only_a_prompt_answers_failed()
    {
        var muted = new Prompting(4, PromptReason.Muted, TimeSpan.FromSeconds(1));
        Assert.Equal(new TurnOutcome("failed", "muted"), TurnOutcome.Refused(new Ready(3), muted));
        Assert.Equal(new TurnOutcome("cancelled", "barge_in"), TurnOutcome.Ended(Listens, muted, byDeadline: false));
    }
}
