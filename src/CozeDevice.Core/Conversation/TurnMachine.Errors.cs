using CozeDevice.Link;
using CozeDevice.Protocol;

namespace CozeDevice.Conversation;

/// <content>What an error does to the turn: <see cref="ErrorPolicy"/> says it, here it is done.</content>
public static partial class TurnMachine
{
    // The session lives on: the turn ends with a sound, or the utterance is sent once more.
    private static Transition Spoiled(Frame step, Thinking thinking, ErrorReaction reaction)
    {
        Await waits = thinking.Waits;
        if (reaction.Remedy == ErrorRemedy.SendAgain && waits is { Kept: true, Again: false })
        {
            return step.To(
                thinking with { Waits = waits with { Sent = false, Again = true } },
                new RestartLink("the service could not take the utterance; it is sent on a new session"), new Count("sent_again"));
        }
        return Prompt(step, ReasonOf(reaction), [new Send(new CancelChat()), .. Remedy(reaction)]);
    }

    private static Transition Failed(Frame step, TurnFailed failed)
    {
        ErrorReaction reaction = ErrorPolicy.For(failed.Code);
        return Prompt(step, ReasonOf(reaction), Remedy(reaction));
    }

    // Whether or not a turn is there: it concerns all that follow.
    private static Effect[] Remedy(ErrorReaction reaction) => reaction.Remedy switch
    {
        ErrorRemedy.ClearContext => [new Send(new ClearConversation()), new Count("contexts_cleared")],
        ErrorRemedy.Redial => [new RestartLink("the service does not understand the session; it is declared anew")],
        _ => [],
    };

    private static ErrorReaction? ReactionTo(ServerError error) => error.Code is { } code ? ErrorPolicy.For(code) : null;

    private static PromptReason ReasonOf(ErrorReaction reaction) => reaction switch
    {
        { State: LinkState.NeedAuth } => PromptReason.NotAuthorised,
        { OwnerCanHelp: true } => PromptReason.Refused,
        _ => PromptReason.TryAgain,
    };
}
