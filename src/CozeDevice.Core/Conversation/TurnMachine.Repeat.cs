using CozeDevice.Link;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>The last answer once more, and a fresh start for the bot's memory.</content>
public static partial class TurnMachine
{
    // Heard like an answer that is whole already: the speaker's own news end it, and a press does.
    private static Transition Repeat(Frame step, RepeatRequested repeat)
    {
        if (step.Turn is Listening { IsWaiting: false } or Finishing or Thinking or Acting)
            return Go(step.State, new Refuse("busy", "a turn is running; cancel it first"));
        if (!repeat.HasAnswer)
            return Go(step.State, new Refuse("no_answer", "there is no answer to repeat yet"));
        if (step.State.PlaybackFault)
            return Go(step.State, new Refuse("no_speaker", "the speaker does not work"));
        Effect[] cancel = ReplyMayRun(step.State) ? [new Send(new CancelChat())] : [];
        var speaking = new Speaking(
            repeat.Turn, TurnKind.Repeat, Complete: true, Cut: null, Starved: false, step.Now + TurnRules.SpeakingLimit);
        return step.To(speaking, [new Hush(repeat.Turn), .. GivenUp(step.Turn), .. cancel, new Replay(repeat.Turn)]);
    }

    // Whoever is speaking hears it at the release anyway.
    private static Transition Announce(Frame step, AnnounceRequested announce) =>
        step.State.Link.State == LinkState.NeedAuth && step.Turn is (Ready or Prompting { Reason: PromptReason.NotAuthorised })
            ? Prompt(step with { State = step.State with { Turn = new Ready(announce.Turn) } }, PromptReason.NotAuthorised, new Hush(announce.Turn))
            : Go(step.State, new Refuse("busy", "a turn is running, or the device is signed in"));

    private static Transition ClearContext(Frame step) => step.State.Online
        ? Go(step.State, new Send(new ClearConversation()), new Count("contexts_cleared"))
        : Go(step.State, new Refuse("offline", "there is no link to the service"));
}
